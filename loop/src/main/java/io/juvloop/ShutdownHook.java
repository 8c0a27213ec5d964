package io.juvloop;

import io.juvloop.internal.jdk.Blocking;
import io.juvloop.spi.RunningLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The shutdown hook of a [Runner], while it runs and while it closes: cancels the main task and makes the JVM
/// wait until the runner is closed, so that Ctrl-C ends a program in order.
///
/// The JVM starts its hooks on the thread that requests the exit, and that thread never continues. If it is the
/// loop's, or a task's, or does blocking work for one, waiting for the loop would deadlock the process;
/// [#start] detects that.
///
/// [#during] and [#dismiss] on the thread that runs, [#start] and [#run] on the JVM's. See
/// [asyncio.Runner](https://docs.python.org/3.13/library/asyncio-runner.html#handling-keyboard-interruption).
final class ShutdownHook extends Thread {
    private final EventLoop loop;
    private final @Nullable Task<?> main;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean installed;
    private volatile boolean calledInside;

    private ShutdownHook(EventLoop loop, @Nullable Task<?> main, Duration patience) {
        super(null, null, "juvloop-end-of-jvm", 0, false);
        this.loop = loop;
        this.main = main;
        this.patience = patience;
    }

    /// @param main the task to cancel, if any
    static ShutdownHook during(EventLoop loop, @Nullable Task<?> main, Duration patience) {
        ShutdownHook hook = new ShutdownHook(loop, main, patience);
        if (patience.isPositive()) {
            hook.install();
        }
        return hook;
    }

    private void install() {
        try {
            Runtime.getRuntime().addShutdownHook(this);
            installed = true;
        } catch (IllegalStateException endsAlready) {
            // the program itself runs in a shutdown hook
            installed = false;
        }
    }

    /// Removes the hook at the end of the run or of the runner.
    ///
    /// @return false if it is too late, and the JVM waits for [#runnerClosed]
    boolean dismiss() {
        if (!installed) {
            return true;
        }
        try {
            return Runtime.getRuntime().removeShutdownHook(this);
        } catch (IllegalStateException endsAlready) {
            return false;
        }
    }

    /// Releases the JVM, because the runner is closed.
    void runnerClosed() {
        closed.countDown();
    }

    @Override
    public void start() {
        calledInside = loop.equals(RunningLoop.get()) || Blocking.isOf(loop);
        super.start();
    }

    @Override
    public void run() {
        if (calledInside) {
            return;
        }
        if (main != null) {
            main.cancel();
        }
        try {
            if (!closed.await(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
                loop.defaultExceptionHandler(
                        ExceptionContext.of("the JVM ends, but its event loop did not within " + patience, null));
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }
}
