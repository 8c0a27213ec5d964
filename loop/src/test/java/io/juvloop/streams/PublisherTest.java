package io.juvloop.streams;

import static io.juvloop.streams.Fed.feed;
import static io.juvloop.streams.Fed.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A reader as a publisher: it reads only as many buffers as are requested.
@TaskTest
@ExtendWith(JdkSockets.class)
class PublisherTest {
    /// Records its calls, and requests nothing by itself.
    private static class Subscriber implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        Flow.@Nullable Subscription subscription;

        @Nullable
        Throwable failure;

        boolean complete;
        int pieces;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer piece) {
            pieces++;
            while (piece.hasRemaining()) {
                received.write(piece.get());
            }
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        void request(long count) {
            subscription().request(count);
        }

        boolean isOver() {
            return complete || failure != null;
        }
    }

    private static <S extends Subscriber> S subscribed(EventLoop loop, StreamReader reader, S subscriber) {
        reader.asPublisher().subscribe(subscriber);
        Await.until(loop, "onSubscribe", () -> subscriber.subscription != null);
        return subscriber;
    }

    @Test
    void nothingIsReadThatIsNotAskedFor(EventLoop loop) {
        StreamReader reader = Fed.reader(loop, 4);
        feed(reader, "0123456789");
        Subscriber subscriber = subscribed(loop, reader, new Subscriber());
        assertThat(subscriber.pieces).isZero();
        subscriber.request(2);
        Await.until(loop, "two pieces", () -> subscriber.pieces == 2);
        assertThat(text(subscriber.received.toByteArray())).isEqualTo("01234567");
        subscriber.request(Long.MAX_VALUE);
        subscriber.request(Long.MAX_VALUE);
        reader.feedEof();
        Await.until(loop, "the end", subscriber::isOver);
        assertThat(text(subscriber.received.toByteArray())).isEqualTo("0123456789");
        assertThat(subscriber.complete).isTrue();
    }

    @Test
    void aSlowSubscriberHoldsThePeerBack(EventLoop loop) {
        byte[] sent = Payload.of(16_000_000, 11);
        class Slow extends Subscriber {
            @Override
            public void onNext(ByteBuffer piece) {
                super.onNext(piece);
                Async.sleep(Duration.ofNanos(pieces % 100 == 0 ? 1_000_000 : 0));
                request(1);
            }
        }
        InTask.run(loop, () -> {
            try (Wired wired = Wired.connect()) {
                Slow slow = new Slow();
                var sending = Blocking.run(() -> {
                    wired.peer().getOutputStream().write(sent);
                    wired.peer().shutdownOutput();
                });
                wired.reader().asPublisher().subscribe(slow);
                Patience.until("the pause", () -> !wired.writer().transport().isReading());
                assertThat(sending.isDone()).isFalse();
                slow.request(1);
                Patience.until("the end", slow::isOver);
                assertThat(slow.failure).isNull();
                assertThat(slow.received.toByteArray()).isEqualTo(sent);
                Async.await(sending);
            }
        });
    }

    @Test
    void askingFromAnotherThreadIsHeard(EventLoop loop) {
        StreamReader reader = Fed.reader(loop);
        feed(reader, "across");
        Subscriber subscriber = subscribed(loop, reader, new Subscriber());
        loop.runUntilComplete(Blocking.run(() -> subscriber.request(1)));
        Await.until(loop, "the piece", () -> subscriber.pieces == 1);
        reader.feedEof();
        subscriber.request(1);
        Await.until(loop, "the end", subscriber::isOver);
    }

    @Test
    void whoCancelsHasLostNothing(EventLoop loop) {
        StreamReader reader = Fed.reader(loop);
        Subscriber subscriber = subscribed(loop, reader, new Subscriber());
        subscriber.request(5);
        Await.until(loop, "the read", () -> loop.allTasks().size() == 1);
        feed(reader, "mine");
        subscriber.subscription().cancel();
        Await.until(loop, "the end of the task", () -> loop.allTasks().isEmpty());
        if (subscriber.pieces == 0) {
            assertThat(text(InTask.call(loop, () -> reader.read(9)))).isEqualTo("mine");
        } else {
            assertThat(text(subscriber.received.toByteArray())).isEqualTo("mine");
        }
        assertThat(subscriber.isOver()).as("told nothing more").isFalse();
    }

    @Test
    void oneThatCancelsInItsCallIsToldNoMore(EventLoop loop) {
        class Once extends Subscriber {
            @Override
            public void onNext(ByteBuffer piece) {
                super.onNext(piece);
                subscription().cancel();
            }
        }
        StreamReader reader = Fed.reader(loop, 2);
        feed(reader, "abcd");
        Subscriber subscriber = subscribed(loop, reader, new Once());
        subscriber.request(9);
        Await.until(loop, "the end of the task", () -> loop.allTasks().isEmpty());
        assertThat(text(subscriber.received.toByteArray())).isEqualTo("ab");
        assertThat(text(InTask.call(loop, () -> reader.read(9)))).isEqualTo("cd");
    }

    @Test
    void aFailureOfTheConnectionIsAnError(EventLoop loop) {
        StreamReader reader = Fed.reader(loop);
        IOException failure = new IOException("reset");
        Subscriber subscriber = subscribed(loop, reader, new Subscriber());
        subscriber.request(1);
        reader.setException(failure);
        Await.until(loop, "the end", subscriber::isOver);
        assertThat(subscriber.failure).isSameAs(failure);
    }

    @Test
    void askingForNoneIsAnError(EventLoop loop) {
        Subscriber subscriber = subscribed(loop, Fed.reader(loop), new Subscriber());
        subscriber.request(0);
        Await.until(loop, "the end", subscriber::isOver);
        assertThat(subscriber.failure).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecondSubscriberIsRefused(EventLoop loop) {
        StreamReader reader = Fed.reader(loop);
        var publisher = reader.asPublisher();
        Subscriber first = new Subscriber();
        Subscriber second = new Subscriber();
        publisher.subscribe(first);
        publisher.subscribe(second);
        assertThat(second.failure).isInstanceOf(IllegalStateException.class);
        second.request(1);
        second.subscription().cancel();
        reader.feedEof();
        Await.until(loop, "onSubscribe", () -> first.subscription != null);
        first.request(1);
        Await.until(loop, "the end", first::isOver);
        assertThat(first.complete).isTrue();
    }

    @Test
    void aSubscriberThatThrowsIsReportedAndToldNoMore(EventLoop loop, Reported reported) {
        RuntimeException mistake = new RuntimeException("subscriber");
        class Failing extends Subscriber {
            @Override
            public void onNext(ByteBuffer piece) {
                super.onNext(piece);
                throw mistake;
            }
        }
        StreamReader reader = Fed.reader(loop, 2);
        feed(reader, "abcd");
        Subscriber subscriber = subscribed(loop, reader, new Failing());
        subscriber.request(9);
        Await.until(loop, "the report", () -> reported.count() > 0);
        assertThat(reported.only().exception()).isSameAs(mistake);
        assertThat(subscriber.pieces).isEqualTo(1);
        assertThat(subscriber.isOver()).isFalse();
    }
}
