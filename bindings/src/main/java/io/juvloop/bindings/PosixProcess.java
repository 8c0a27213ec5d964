package io.juvloop.bindings;

import org.jspecify.annotations.Nullable;

/// A child that `posix_spawn` started, watched by a descriptor for the process (`pidfd_open`). The descriptor is
/// readable once the child has ended, so a poll of the loop suffices, without SIGCHLD.
///
/// Loop thread only; Linux only. The descriptor lives as long as the poll. See
/// [pidfd_open(2)](https://man7.org/linux/man-pages/man2/pidfd_open.2.html).
public final class PosixProcess extends UvPoll implements ChildProcess {
    private static final int SIGNAL_OF_STATUS = 0x7f;
    private static final int CODE_OF_STATUS = 8;

    private final int pid;
    private final int descriptor;
    private final Exit exit;
    private long endWord;
    private boolean running = true;

    /// Not before it is made: what an error has kept half made is closed with the loop, when the number is another's.
    private boolean isOwner;

    private PosixProcess(UvLoop loop, int pid, int descriptor, Exit exit) {
        super(loop, descriptor, (status, events) -> {});
        this.pid = pid;
        this.descriptor = descriptor;
        this.exit = exit;
    }

    /// Starts a child.
    ///
    /// @return the child; null if libuv must start it, in which case nothing has happened yet
    /// @throws UvFailure if it cannot be started
    static @Nullable PosixProcess spawn(UvLoop loop, ProcessOptions options, Exit exit) {
        JdkProcesses.settle();
        int pid = PosixSpawn.NOT_HERE;
        PosixProcess child = null;
        ChildDescriptors descriptors = new ChildDescriptors(loop, options);
        try {
            pid = PosixSpawn.spawn(options, descriptors);
            if (pid != PosixSpawn.NOT_HERE) {
                descriptors.closeTheirs();
                descriptors.openOurs();
                child = watch(loop, pid, exit);
            }
            descriptors.close();
        } catch (Throwable thrown) {
            try {
                drop(pid, child);
                descriptors.close();
            } finally { // an error before it was done does not keep the rest open
                descriptors.close();
            }
            throw thrown;
        }
        return child;
    }

    /// Ends a child that an error has kept from its caller.
    private static void drop(int pid, @Nullable PosixProcess child) {
        if (child != null) {
            child.close();
        }
        if (pid != PosixSpawn.NOT_HERE) {
            PidDescriptor.killAndWait(pid);
        }
    }

    private static PosixProcess watch(UvLoop loop, int pid, Exit exit) {
        int descriptor = PidDescriptor.open(pid);
        PosixProcess child;
        try {
            child = new PosixProcess(loop, pid, descriptor, exit);
        } catch (Throwable thrown) {
            Descriptors.close(descriptor);
            throw thrown;
        }
        child.isOwner = true;
        try {
            child.endWord = loop.memory().allocate(Integer.BYTES);
            Memory.putInt(child.endWord, PidDescriptor.NOT_YET);
            child.start(READABLE);
        } catch (Throwable thrown) {
            child.close();
            throw thrown;
        }
        return child;
    }

    @Override
    public int pid() {
        return pid;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int kill(int signal) {
        return running && isOpen() ? PidDescriptor.signal(descriptor, signal) : UvErrors.ESRCH;
    }

    @Override
    public Object owner() {
        return exit;
    }

    @Override
    void fire(int status, int ready) {
        if (!running) {
            return;
        }
        int end = PidDescriptor.ended(pid, endWord);
        if (end == PidDescriptor.NOT_YET) {
            return;
        }
        running = false;
        try {
            notifyExit(end);
        } catch (Throwable thrown) {
            notifyExit(end);
            throw thrown;
        }
    }

    private void notifyExit(int end) {
        if (isOpen()) {
            stop();
        }
        int signal = end & SIGNAL_OF_STATUS;
        exit.onExit(signal == 0 ? end >> CODE_OF_STATUS : 0, signal);
    }

    @Override
    void released() {
        if (isOwner) {
            Descriptors.close(descriptor);
            isOwner = false;
        }
        if (endWord != 0) {
            loop.memory().release(endWord, Integer.BYTES);
            endWord = 0;
        }
    }
}
