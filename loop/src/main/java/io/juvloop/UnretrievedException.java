package io.juvloop;

import io.juvloop.internal.jdk.Cleaning;
import io.juvloop.internal.jdk.Log;
import java.lang.ref.WeakReference;

/// Reports a failed future that is garbage-collected without its failure having been observed.
///
/// It reports a copy of the future, because the future itself is gone by then. It does not reference the loop,
/// whose exception handler may reference the future: neither would ever be collected. If the loop is gone, the
/// failure is logged. Any thread. See asyncio's
/// [debug mode](https://docs.python.org/3.13/library/asyncio-dev.html#detect-never-retrieved-exceptions).
final class UnretrievedException implements Runnable {
    private final WeakReference<EventLoop> loop;
    private final Throwable failure;
    private final String message;
    private volatile boolean forgotten;

    private UnretrievedException(LoopFuture<?> future, Throwable failure) {
        this.loop = new WeakReference<>(future.loop());
        this.failure = failure;
        this.message = future.description() + " failed, and its exception was never retrieved";
    }

    static UnretrievedException watch(LoopFuture<?> future, Throwable failure) {
        UnretrievedException unseen = new UnretrievedException(future, failure);
        var _ = Cleaning.whenCollected(future, unseen);
        return unseen;
    }

    /// Cancels the report, because the failure was observed.
    void forget() {
        forgotten = true;
    }

    @Override
    public void run() {
        if (forgotten) {
            return;
        }
        EventLoop there = loop.get();
        if (there == null) {
            Log.error(message, failure);
            return;
        }
        ExceptionContext context = context(there);
        try {
            there.callSoonThreadsafe(() -> there.callExceptionHandler(context));
        } catch (IllegalStateException closed) {
            there.defaultExceptionHandler(context);
        }
    }

    private ExceptionContext context(EventLoop there) {
        LoopFuture<Object> copy = new LoopFuture<>(there);
        copy.fail(failure);
        return ExceptionContext.of(message, failure).with(copy);
    }
}
