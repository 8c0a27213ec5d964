package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// A descriptor that refers to one process, whatever becomes of its number; and waiting for a child. The numbers
/// of the system calls are the same on every processor, and older C libraries have no names for them.
///
/// Any thread; Linux only, except what needs no such descriptor. See
/// [pidfd_open(2)](https://man7.org/linux/man-pages/man2/pidfd_open.2.html).
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
        Linking.ensure(Calls.class);
        return LibC.open(
                "pidfd_open", state -> (long) Calls.SYSCALL.invokeExact(state, PIDFD_OPEN, (long) pid, 0L, 0L, 0L));
    }

    /// Sends a signal.
    ///
    /// @return 0 or a negative error
    static int signal(int descriptor, int signal) {
        return call(PIDFD_SEND_SIGNAL, descriptor, signal);
    }

    /// Polls for the end of a child, and reaps it. The status is kept in native memory, where an error after the
    /// system's call does not lose it.
    ///
    /// @param word of memory, [#NOT_YET] at first; after the end the status
    /// @return the status as `waitpid` has it, or [#NOT_YET]
    static int ended(int pid, long word) {
        if (Memory.getInt(word) == NOT_YET) {
            await(pid, word, WNOHANG);
        }
        return Memory.getInt(word);
    }

    /// Kills and reaps a child that was never announced, unless it is gone already.
    static void killAndWait(int pid) {
        long _ = LibC.result(state ->
                (int) (long) Calls.KILL.invokeExact(state, (long) pid, (long) ChildProcess.SIGKILL, 0L, 0L, 0L));
        try (Arena arena = Arena.ofConfined()) {
            await(pid, arena.allocate(JAVA_INT).address(), 0);
        }
    }

    private static void await(int pid, long word, int options) {
        long who;
        do {
            who = LibC.result(
                    state -> (int) (long) Calls.WAITPID.invokeExact(state, (long) pid, word, (long) options, 0L, 0L));
        } while (who == EINTR);
        if (who == ECHILD) {
            Memory.putInt(word, UNKNOWN);
        } else {
            UvFailure.check("waitpid", (int) who);
        }
    }
}
