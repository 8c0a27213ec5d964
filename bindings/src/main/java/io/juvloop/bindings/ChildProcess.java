package io.juvloop.bindings;

/// A child process as the loop sees it, whichever way it was started.
///
/// It is a [PosixProcess] where the system supports that, which costs the loop less, and a [UvProcess] elsewhere
/// and for options that only libuv has. `-Djuvloop.spawn=uv` selects the latter always.
///
/// Loop thread only. Lives until [#close], or the end of the loop. See
/// [uv_process_t](https://docs.libuv.org/en/v1.x/process.html).
public sealed interface ChildProcess permits PosixProcess, UvProcess {
    /// The signal that no process can ignore; the number is the same everywhere, Windows included.
    int SIGKILL = 9;

    /// The signal that asks a process to end; the number is the same everywhere, Windows included.
    int SIGTERM = 15;

    /// Receives the exit of a child.
    @FunctionalInterface
    interface Exit {
        /// The child ended, and was waited for. Do not close another process in this call: libuv 1.44 is still
        /// going through the list of ended children. It is called again if an error came out of the first call.
        ///
        /// @param status the exit status; 255 if other code in this process has waited for the child
        /// @param signal the signal that killed it, or 0
        void onExit(long status, int signal);
    }

    /// Starts a child, and returns once its program runs or could not be run.
    ///
    /// @param loop the loop that it belongs to
    /// @param options what to run, and how
    /// @param exit called once, later, unless the child is closed before
    /// @return the child
    /// @throws UvFailure if it cannot be started; then only its pipes are left to close
    static ChildProcess spawn(UvLoop loop, ProcessOptions options, Exit exit) {
        PosixProcess child = PosixSpawn.canDo(options) ? PosixProcess.spawn(loop, options, exit) : null;
        return child != null ? child : UvProcess.spawn(loop, options, exit);
    }

    /// Returns the process number.
    ///
    /// @return the number, which the system may reuse once this process has ended
    int pid();

    /// Whether it still runs or was not waited for yet; until then no other process has its number.
    ///
    /// @return true until [Exit#onExit]
    boolean isRunning();

    /// Sends a signal, if it is not known to have ended.
    ///
    /// @param signal the number
    /// @return 0 or a negative error
    int kill(int signal);

    /// Closes the handle. A running child continues, and is not reaped when it ends.
    void close();
}
