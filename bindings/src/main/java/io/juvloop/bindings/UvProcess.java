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
    private int pid;
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
        try {
            int status = uv_h.uv_spawn(loop.pointer(), pointer(), options);
            initialised("uv_spawn", 0);
            UvFailure.check("uv_spawn", status);
            pid = uv_h.uv_process_get_pid(pointer());
            running = true;
        } catch (Throwable thrown) {
            drop();
            throw thrown;
        }
    }

    /// Ends a child that an error, or the system, has kept from its caller.
    private void drop() {
        if (isKnown() && LoopDowncalls.uv_is_active(inUse()) != 0) {
            if (Platform.current().isWindows()) {
                int _ = uv_h.uv_process_kill(pointer(), SIGKILL);
            } else {
                PidDescriptor.killAndWait(uv_h.uv_process_get_pid(pointer()));
            }
        }
        close();
    }

    /// Starts a child by libuv, see [ChildProcess#spawn].
    static UvProcess spawn(UvLoop loop, ProcessOptions options, Exit exit) {
        JdkProcesses.settle();
        UvProcess[] child = new UvProcess[1];
        try {
            options.use(loop.stub(Callback.EXIT), block -> child[0] = new UvProcess(loop, block, exit));
            return child[0];
        } catch (Throwable thrown) {
            if (child[0] != null) {
                child[0].drop();
            }
            throw thrown;
        }
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
        running = false;
        if (isOpen()) {
            isTaking = true; // from here on the call is repeated here
            try {
                exit.onExit(status, signal);
            } catch (Throwable thrown) {
                exit.onExit(status, signal);
                throw thrown;
            }
        }
    }
}
