package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.internal.task.Waiter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A task that reads a buffer whenever the subscriber has requested one, and otherwise waits: then bytes are
/// queued up to the reader's limit, and the transport is paused.
///
/// The subscriber's calls any thread; the rest loop thread only. Cancelling it loses no byte.
final class ReaderSubscription implements Flow.Subscription {
    private final StreamReader reader;
    private final EventLoop loop;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private @Nullable Task<Void> task;
    private @Nullable Waiter idle;
    private @Nullable Throwable misuse;
    private long demand;
    private boolean cancelled;

    ReaderSubscription(StreamReader reader, EventLoop loop, Flow.Subscriber<? super ByteBuffer> subscriber) {
        this.reader = reader;
        this.loop = loop;
        this.subscriber = subscriber;
    }

    void begin() {
        loop.callSoonThreadsafe(() -> {
            if (!cancelled) {
                task = loop.createTask(this::serve, TaskOptions.named("publisher of a stream"));
            }
        });
    }

    private @Nullable Void serve() {
        try {
            subscriber.onSubscribe(this);
            publish();
        } catch (CancellationException end) {
            if (!cancelled) {
                subscriber.onError(end);
            }
            throw end;
        } catch (Throwable thrown) {
            loop.callExceptionHandler(ExceptionContext.of("the subscriber of a stream failed", thrown));
        }
        return null;
    }

    private void publish() {
        while (!cancelled) {
            awaitDemand();
            if (misuse != null) {
                subscriber.onError(misuse);
                return;
            }
            if (cancelled || !publishOne()) {
                return;
            }
        }
    }

    private void awaitDemand() {
        while (demand == 0 && misuse == null && !cancelled) {
            Waiter wait = Waiter.ofCurrentTask(loop);
            idle = wait;
            try {
                wait.await();
            } finally {
                idle = null;
            }
        }
    }

    /// @return false after the last buffer
    private boolean publishOne() {
        byte[] piece;
        try {
            piece = reader.read(reader.inflow().limit);
        } catch (CancellationException end) {
            throw end;
        } catch (IOException | RuntimeException failure) {
            subscriber.onError(failure);
            return false;
        }
        if (piece.length == 0) {
            subscriber.onComplete();
            return false;
        }
        demand--;
        subscriber.onNext(ByteBuffer.wrap(piece));
        return true;
    }

    @Override
    public void request(long count) {
        onLoop(() -> {
            if (count <= 0) {
                misuse = new IllegalArgumentException("asked for " + count + " pieces");
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
            wake();
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            cancelled = true;
            Task<Void> reading = task;
            if (reading != null && !reading.equals(loop.currentTask())) {
                reading.cancel();
            }
        });
    }

    private void wake() {
        if (idle != null) {
            idle.wake();
        }
    }

    private void onLoop(Runnable action) {
        if (loop.currentTask() != null) {
            action.run();
        } else if (!loop.isClosed()) {
            loop.callSoonThreadsafe(action);
        }
    }
}
