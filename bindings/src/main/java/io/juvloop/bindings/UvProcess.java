package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;

/// A `uv_process_t`: a child process that libuv started.
///
/// libuv waits for its own children only, and leaves those of other code in this process alone. Closing the
/// handle of a running child lets the child run, and it is not waited for when it ends.
///
/// Loop thread only. See [uv_process_t](https://docs.libuv.org/en/v1.x/process.html).
public final class UvProcess extends UvHandle implements ChildProcess {
    private final Exit exit;
    private final int pid;
    private boolean running;
    private boolean waitedFor;

    /// libuv registers the handle first, so it must be closed even if the rest fails.
    /// The number is asked for when the child runs already.
    private static UvLoop linked(UvLoop loop) {
        Linking.ensure("uv_process_get_pid");
        return loop;
    }

    private UvProcess(UvLoop loop, MemorySegment options, Exit exit) {
        super(linked(loop), HandleType.PROCESS);
        this.exit = exit;
        int status = uv_h.uv_spawn(loop.pointer(), pointer(), options);
        initialised("uv_spawn", 0);
        if (status < 0) {
            close();
            throw new UvFailure("uv_spawn", status);
        }
        pid = uv_h.uv_process_get_pid(pointer());
        running = true;
    }

    /// Starts a child by libuv, see [ChildProcess#spawn].
    static UvProcess spawn(UvLoop loop, ProcessOptions options, Exit exit) {
        JdkProcesses.settle();
        return options.use(loop.stub(Callback.EXIT), block -> new UvProcess(loop, block, exit));
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
        return running && !waitedFor && isOpen() ? uv_h.uv_process_kill(pointer(), signal) : UvErrors.ESRCH;
    }

    @Override
    public Object owner() {
        return exit;
    }

    /// libuv has waited for it; no more signals may be sent to its number.
    void waitedFor() {
        waitedFor = true;
    }

    void exited(long status, int signal) {
        isTaking = true;
        running = false;
        if (isOpen()) {
            try {
                exit.onExit(status, signal);
            } catch (Throwable thrown) {
                exit.onExit(status, signal);
                throw thrown;
            }
        }
    }
}
