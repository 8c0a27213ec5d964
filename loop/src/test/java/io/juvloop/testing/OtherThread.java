package io.juvloop.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs code on a thread outside the loop, and waits for it.
public final class OtherThread {
    private static final long PATIENCE_SECONDS = 30;

    private OtherThread() {}

    /// Runs an action on a new platform thread; its exception is thrown here.
    public static void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    /// Runs code on a new platform thread and returns its result; its exception is thrown here.
    public static <T> T call(Callable<T> action) {
        return start(Thread.ofPlatform().name("other-thread").daemon(), action);
    }

    /// Runs an action on a virtual thread.
    public static void runVirtually(Runnable action) {
        start(Thread.ofVirtual(), () -> {
            action.run();
            return true;
        });
    }

    private static <T> T start(Thread.Builder builder, Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = builder.start(task);
        try {
            T result = task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            thread.join(); // so that it has ended when this returns
            return result;
        } catch (ExecutionException failed) {
            Throwing.raise(failed.getCause());
            throw new AssertionError(failed);
        } catch (InterruptedException | TimeoutException never) {
            throw new CompletionException("the other thread did not end", never);
        }
    }
}
