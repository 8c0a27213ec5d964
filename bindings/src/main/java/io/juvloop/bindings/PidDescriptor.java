package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A descriptor that refers to one process, whatever becomes of its number; and waiting for a child. The numbers
/// of the system calls are the same on every processor, and older C libraries have no names for them.
///
/// Any thread; Linux only. See [pidfd_open(2)](https://man7.org/linux/man-pages/man2/pidfd_open.2.html).
final class PidDescriptor {
    /// The child has not ended; no status is negative.
    static final int NOT_YET = -1;

    /// asyncio's status of a child that other code has waited for.
    private static final int UNKNOWN = 255 << 8;

    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;
    private static final int WNOHANG = 1;
    private static final int ECHILD = -10;
    private static final int EINTR = -4;

    private static final class Calls {
        /// `syscall` is variadic, which some calling conventions pass differently.
        static final MethodHandle SYSCALL = LibC.link("syscall", Downcalls.UNIFORM, Linker.Option.firstVariadicArg(1));

        static final MethodHandle WAITPID = LibC.linkUniform("waitpid");
        static final MethodHandle KILL = LibC.linkUniform("kill");

        private Calls() {}
    }

    private PidDescriptor() {}

    private static int call(long number, long first, long second) {
        Linking.ensure(Calls.class);
        return (int) LibC.result(state -> (long) Calls.SYSCALL.invokeExact(state, number, first, second, 0L, 0L));
    }

    /// Whether this system has such descriptors and permits their use.
    static boolean isAvailable() {
        int own = call(PIDFD_OPEN, HostProcess.pid(), 0);
        if (own < 0) {
            return false;
        }
        try {
            return signal(own, 0) == 0;
        } finally {
            Descriptors.close(own);
        }
    }

    /// Opens a descriptor, which other programs do not inherit.
    ///
    /// @throws UvFailure if there are too many descriptors
    static int open(int pid) {
        return UvFailure.check("pidfd_open", call(PIDFD_OPEN, pid, 0));
    }

    /// Sends a signal.
    ///
    /// @return 0 or a negative error
    static int signal(int descriptor, int signal) {
        return call(PIDFD_SEND_SIGNAL, descriptor, signal);
    }

    /// Polls for the end of a child, and reaps it.
    ///
    /// @return the status as `waitpid` has it, or [#NOT_YET]
    static int ended(int pid) {
        return await(pid, WNOHANG);
    }

    /// Kills and reaps a child that was never announced, unless it is gone already.
    static void killAndWait(int pid) {
        long _ = LibC.result(state ->
                (int) (long) Calls.KILL.invokeExact(state, (long) pid, (long) ChildProcess.SIGKILL, 0L, 0L, 0L));
        int _ = await(pid, 0);
    }

    private static int await(int pid, int options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(JAVA_INT);
            long target = word.address();
            long who;
            do {
                who = LibC.result(state ->
                        (int) (long) Calls.WAITPID.invokeExact(state, (long) pid, target, (long) options, 0L, 0L));
            } while (who == EINTR);
            if (who == ECHILD) {
                return UNKNOWN;
            }
            return UvFailure.check("waitpid", (int) who) == 0 ? NOT_YET : word.get(JAVA_INT, 0);
        }
    }
}
