package io.juvloop;

import java.lang.ref.Cleaner;

/// Watches a future that failed and that nobody has looked at: once it is collected, nobody ever will.
///
/// What is reported is a copy of the future, because the future itself is gone by then. Any thread. See
/// [asyncio's handling of exceptions that were never
/// retrieved](https://docs.python.org/3.13/library/asyncio-dev.html#detect-never-retrieved-exceptions).
final class UnseenFailure implements Runnable {
    private static final class Holder {
        static final Cleaner CLEANER = Cleaner.create(
                Thread.ofPlatform().daemon().name("juvloop-unseen-failures").factory());
    }

    private final EventLoop loop;
    private final Throwable failure;
    private final String description;
    private volatile boolean forgotten;

    private UnseenFailure(LoopFuture<?> future, Throwable failure) {
        this.loop = future.loop();
        this.failure = failure;
        this.description = future.description();
    }

    static UnseenFailure watch(LoopFuture<?> future, Throwable failure) {
        UnseenFailure unseen = new UnseenFailure(future, failure);
        Holder.CLEANER.register(future, unseen);
        return unseen;
    }

    /// Has something done when an object is collected.
    ///
    /// @param action which must not know the object
    static void whenCollected(Object object, Runnable action) {
        Holder.CLEANER.register(object, action);
    }

    /// Somebody looked.
    void forget() {
        forgotten = true;
    }

    @Override
    public void run() {
        if (forgotten) {
            return;
        }
        try {
            loop.callSoonThreadsafe(this::report);
        } catch (IllegalStateException closed) {
            loop.defaultExceptionHandler(context());
        }
    }

    private void report() {
        loop.callExceptionHandler(context());
    }

    private ExceptionContext context() {
        LoopFuture<Object> copy = new LoopFuture<>(loop);
        copy.fail(failure);
        return ExceptionContext.of(description + " failed, and nobody looked", failure)
                .with(copy);
    }
}
