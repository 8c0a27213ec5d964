package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Datagrams that are received from the kernel together are delivered one by one as if they were not.
@LoopTest
class BatchTest {
    /// More than are received at once, so that some wait in the kernel and some are held.
    private static final List<String> TEXTS =
            IntStream.range(0, 20).mapToObj(i -> "x".repeat(i) + i).toList();

    /// Runs an action at a certain datagram.
    private static final class Acting extends Datagrams {
        private final int after;
        private final Consumer<Acting> action;

        Acting(int after, Consumer<Acting> action) {
            this.after = after;
            this.action = action;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            super.datagramReceived(data, sender);
            if (received().size() == after) {
                action.accept(this);
            }
        }
    }

    private static final class Echo extends Datagrams {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            data.get();
            transport().sendTo(data, sender);
        }
    }

    private static Datagrams sent(EventLoop loop, Datagrams receiver) {
        Datagrams sender = Udp.bound(loop);
        TEXTS.forEach(text -> sender.send(text, receiver.name()));
        return sender;
    }

    private static Acting acting(EventLoop loop, int after, Consumer<Acting> action) {
        return Udp.open(loop, () -> new Acting(after, action), Udp.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachAnswerIsMadeOfItsOwnBytes(boolean debug, EventLoop loop) {
        loop.setDebug(debug);
        Datagrams echo = Udp.open(loop, Echo::new, Udp.LOCAL);
        Datagrams sender = sent(loop, echo);
        Await.until(loop, () -> sender.received().size() == TEXTS.size());
        assertThat(sender.texts())
                .isEqualTo(TEXTS.stream().map(text -> text.substring(1)).toList());
        Udp.close(loop, echo, sender);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingComesAfterAPauseUntilReadingGoesOn(boolean debug, EventLoop loop) {
        loop.setDebug(debug);
        Acting receiver = acting(loop, 3, self -> self.transport().pauseReading());
        Datagrams sender = sent(loop, receiver);
        Await.until(loop, () -> receiver.received().size() == 3);
        Turns.many(loop, 5);
        assertThat(receiver.texts()).isEqualTo(TEXTS.subList(0, 3));
        receiver.transport().resumeReading();
        assertThat(receiver.texts()).as("told inside the call").hasSize(3);
        Await.until(loop, () -> receiver.received().size() == TEXTS.size());
        assertThat(receiver.texts()).isEqualTo(TEXTS);
        assertThat(receiver.senders()).containsOnly(sender.name());
        Udp.close(loop, receiver, sender);
    }

    @Test
    void aPauseThatIsTakenBackAtOnceChangesNothing(EventLoop loop) {
        Acting receiver = acting(loop, 3, self -> {
            self.transport().pauseReading();
            self.transport().resumeReading();
        });
        Datagrams sender = sent(loop, receiver);
        Await.until(loop, () -> receiver.received().size() == TEXTS.size());
        assertThat(receiver.texts()).isEqualTo(TEXTS);
        Udp.close(loop, receiver, sender);
    }

    @Test
    void manyPausesAndResumesLoseNothing(EventLoop loop) {
        class Hesitant extends Datagrams {
            @Override
            public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                super.datagramReceived(data, sender);
                transport().pauseReading();
                transport().resumeReading();
                transport().pauseReading();
                loop.callSoon(() -> {
                    transport().resumeReading();
                    transport().pauseReading();
                    transport().resumeReading();
                });
            }
        }
        Datagrams receiver = Udp.open(loop, Hesitant::new, Udp.LOCAL);
        Datagrams sender = sent(loop, receiver);
        Await.until(loop, () -> receiver.received().size() == TEXTS.size());
        assertThat(receiver.texts()).isEqualTo(TEXTS);
        Await.until(loop, receiver.transport()::isReading);
        Udp.close(loop, receiver, sender);
    }

    @Test
    void theProtocolThatReadingGoesOnWithGetsTheRest(EventLoop loop) {
        Acting first = acting(loop, 3, self -> self.transport().pauseReading());
        Datagrams sender = sent(loop, first);
        Await.until(loop, () -> first.received().size() == 3);
        Datagrams second = new Datagrams();
        first.transport().setProtocol(second);
        first.transport().resumeReading();
        Await.until(loop, () -> second.received().size() == TEXTS.size() - 3);
        assertThat(first.texts()).isEqualTo(TEXTS.subList(0, 3));
        assertThat(second.texts()).isEqualTo(TEXTS.subList(3, TEXTS.size()));
        first.transport().close();
        Await.until(loop, second::isLost);
        Udp.close(loop, sender);
    }

    @Test
    void nothingComesAfterACloseOrAnAbort(EventLoop loop) {
        Acting closed = acting(loop, 3, self -> self.transport().close());
        Acting aborted = acting(loop, 3, self -> self.transport().abort());
        Acting closedLater = acting(loop, 3, self -> self.transport().pauseReading());
        Datagrams[] senders = {sent(loop, closed), sent(loop, aborted), sent(loop, closedLater)};
        Await.until(
                loop,
                () -> closed.isLost()
                        && aborted.isLost()
                        && closedLater.received().size() == 3);
        closedLater.transport().close();
        Await.until(loop, closedLater::isLost);
        for (Acting each : List.of(closed, aborted, closedLater)) {
            assertThat(each.events()).containsExactly("made", "data", "data", "data", "lost");
        }
        Udp.close(loop, senders);
    }

    @Test
    void aCloseBehindAResumeDropsWhatWasHeldBack(EventLoop loop) {
        Acting receiver = acting(loop, 3, self -> self.transport().pauseReading());
        Datagrams sender = sent(loop, receiver);
        Await.until(loop, () -> receiver.received().size() == 3);
        receiver.transport().resumeReading();
        receiver.transport().close();
        Await.until(loop, receiver::isLost);
        assertThat(receiver.received()).hasSize(3);
        Udp.close(loop, sender);
    }

    @Test
    void whatFailsInTheMiddleEndsTheEndpoint(EventLoop loop, Reported reported) {
        Acting receiver = acting(loop, 3, self -> {
            throw new IllegalArgumentException("the third");
        });
        Datagrams sender = sent(loop, receiver);
        Await.until(loop, receiver::isLost);
        assertThat(receiver.received()).hasSize(3);
        assertThat(receiver.lossCause()).hasMessage("the third");
        assertThat(reported.only().exception()).hasMessage("the third");
        Udp.close(loop, sender);
    }
}
