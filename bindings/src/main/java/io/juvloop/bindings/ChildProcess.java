package io.juvloop.bindings;

/// A child process: how the loop sees one, in whichever of two ways it was started.
///
/// A [PosixProcess] where the system has all that it takes, which costs the loop less; a [UvProcess] elsewhere,
/// and for what only libuv can do. `-Djuvloop.spawn=uv` asks for the latter always.
///
/// Loop thread only. Lives until [#close], or the end of the loop. See
/// [uv_process_t](https://docs.libuv.org/en/v1.x/process.html).
public sealed interface ChildProcess permits PosixProcess, UvProcess {
    /// The signal that no process can refuse; the number is the same everywhere, Windows included.
    int SIGKILL = 9;

    /// The signal that asks a process to end; the number is the same everywhere, Windows included.
    int SIGTERM = 15;

    /// Hears that a child is gone.
    @FunctionalInterface
    interface Exit {
        /// It ended, and was waited for. No other process may be closed in here: libuv 1.44 goes through the list
        /// of those that ended while it calls back.
        ///
        /// @param status what it returned; 255 if something else in this process has waited for it
        /// @param signal what killed it, or 0
        void onExit(long status, int signal);
    }

    /// Starts a child, and waits until its program runs or could not be run.
    ///
    /// @param loop to live in
    /// @param options what to run, and how
    /// @param exit called once, later, unless the child is closed before
    /// @return the child
    /// @throws UvFailure if it cannot be started; nothing of it is left then but its pipes, to be closed
    static ChildProcess spawn(UvLoop loop, ProcessOptions options, Exit exit) {
        PosixProcess child = PosixSpawn.canDo(options) ? PosixProcess.spawn(loop, options, exit) : null;
        return child != null ? child : UvProcess.spawn(loop, options, exit);
    }

    /// Which process it is, or was.
    ///
    /// @return the number, which the system may give to another once this one has ended
    int pid();

    /// Whether it has not ended yet, or was not waited for, which keeps its number from serving another.
    ///
    /// @return true until [Exit#onExit]
    boolean isRunning();

    /// Sends a signal, if it is not known to have ended.
    ///
    /// @param signal the number
    /// @return 0 or a negative error
    int kill(int signal);

    /// Lets go of it. A child that runs is let run, and stays unwaited for when it ends.
    void close();
}
