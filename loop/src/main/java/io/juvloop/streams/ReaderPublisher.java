package io.juvloop.streams;

import io.juvloop.EventLoop;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/// A reader as a publisher of byte buffers, for one subscriber.
///
/// Any thread.
final class ReaderPublisher implements Flow.Publisher<ByteBuffer> {
    private final StreamReader reader;
    private final EventLoop loop;
    private final AtomicBoolean taken = new AtomicBoolean();

    ReaderPublisher(StreamReader reader, EventLoop loop) {
        this.reader = reader;
        this.loop = loop;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Objects.requireNonNull(subscriber, "the subscriber is null");
        if (!taken.compareAndSet(false, true)) {
            refuse(subscriber, new IllegalStateException("the stream has a subscriber already"));
            return;
        }
        try {
            new ReaderSubscription(reader, loop, subscriber).begin();
        } catch (IllegalStateException closed) {
            refuse(subscriber, closed);
        }
    }

    private static void refuse(Flow.Subscriber<?> subscriber, IllegalStateException why) {
        subscriber.onSubscribe(new RefusedSubscription());
        subscriber.onError(why);
    }

    private static final class RefusedSubscription implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
