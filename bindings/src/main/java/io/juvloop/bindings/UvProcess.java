package io.juvloop.bindings;

/// A `uv_process_t`: a child process.
///
/// Loop thread only. See [uv_process_t](https://docs.libuv.org/en/v1.x/process.html).
public final class UvProcess extends UvHandle {
    /// Told that a child is gone.
    @FunctionalInterface
    public interface Exit {
        /// It ended, and was waited for.
        ///
        /// @param status what it returned
        /// @param signal what killed it, or 0
        void onExit(long status, int signal);
    }

    private final Exit exit;

    UvProcess(UvLoop loop, Exit exit) {
        super(loop, HandleType.PROCESS);
        this.exit = exit;
    }

    @Override
    public Object owner() {
        return exit;
    }

    void exited(long status, int signal) {
        if (isOpen()) {
            exit.onExit(status, signal);
        }
    }
}
