package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Task;
import io.juvloop.UvException;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.TaskTest;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Closing a writer, and waiting for the end.
@TaskTest
@ExtendWith(JdkSockets.class)
class WaitClosedTest {
    private static final int MORE_THAN_KERNELS_HOLD = 16_000_000;

    private static void assertOfLibuv(Throwable thrown) {
        if (LoopChoice.isLibuv()) {
            assertThat(thrown).hasCauseInstanceOf(UvException.class);
        }
    }

    @Test
    void whatWasWrittenIsSentBefore(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                byte[] much = Payload.of(MORE_THAN_KERNELS_HOLD, 7);
                wired.writer().write(much);
                wired.writer().close();
                assertThat(wired.writer().isClosing()).isTrue();
                Task<Void> waiting = loop.createTask(() -> wired.writer().waitClosed());
                Patience.turns(3);
                assertThat(waiting.isDone()).isFalse();
                byte[] read = Async.await(wired.peer().receiveAll());
                assertThat(read).isEqualTo(much);
                Async.await(waiting);
                wired.writer().waitClosed();
                assertThat(wired.reader().read(1)).isEmpty();
            }
        });
    }

    @Test
    void unreadDataDoesNotKeepItFromEnding(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect(StreamOptions.DEFAULT.withLimit(4))) {
                wired.send("much more than twice the limit");
                Patience.until("the pause", () -> !wired.writer().transport().isReading());
                wired.writer().close();
                wired.writer().waitClosed();
                assertThat(text(wired.reader().read(-1)))
                        .as("what had come stays readable")
                        .isEqualTo("much more than twice the limit");
            }
        });
    }

    @Test
    void aResetIsThrownByWaitClosedAndByReads(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                Task<byte[]> reading = loop.createTask(() -> wired.reader().read(1));
                Patience.turns(2);
                wired.reset();
                assertThatThrownBy(() -> Async.await(reading)).hasCauseInstanceOf(SocketException.class);
                assertThatThrownBy(() -> wired.writer().waitClosed()).isInstanceOf(SocketException.class);
                assertThatThrownBy(() -> wired.writer().drain()).isInstanceOf(SocketException.class);
            }
        });
    }

    @Test
    void theBodyAndTheCloseMayMeetTheSameReset(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.reset();
                assertThatThrownBy(() -> {
                            try (var connection = new StreamConnection(wired.reader(), wired.writer())) {
                                connection.reader().read(1);
                            }
                        })
                        .isInstanceOf(SocketException.class)
                        .satisfies(WaitClosedTest::assertOfLibuv)
                        .satisfies(thrown -> assertThat(thrown.getSuppressed())
                                .singleElement()
                                .isInstanceOf(SocketException.class));
            }
        });
    }

    @Test
    void aProtocolsMistakeIsTheCauseOfTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                RuntimeException mistake = new RuntimeException("mistake");
                wired.writer().transport().protocol().connectionLost(mistake);
                assertThatThrownBy(() -> wired.reader().read(1)).isSameAs(mistake);
                assertThatThrownBy(() -> wired.writer().waitClosed())
                        .isInstanceOf(java.io.IOException.class)
                        .hasCause(mistake);
            }
        });
    }

    @Test
    void runsOutOfTimeWhileThePeerDoesNotRead(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.writer().write(new byte[MORE_THAN_KERNELS_HOLD]);
                wired.writer().close();
                assertThatThrownBy(() -> Async.timeout(Duration.ofMillis(5), () -> {
                            wired.writer().waitClosed();
                            return true;
                        }))
                        .isInstanceOf(TimeoutException.class);
                wired.writer().transport().abort();
                wired.writer().waitClosed();
            }
        });
    }

    @Test
    void afterThePeersEndWritingGoesOn(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.send("question");
                wired.endSending();
                assertThat(text(wired.reader().read(-1))).isEqualTo("question");
                assertThat(wired.reader().atEof()).isTrue();
                StreamWriter writer = wired.writer();
                Object peername = writer.extraInfo(ExtraInfo.PEERNAME);
                assertThat(peername).isEqualTo(wired.peer().address());
                wired.writer().write(bytes("answer"));
                wired.writer().close();
                byte[] read = Async.await(wired.peer().receiveAll());
                assertThat(text(read)).isEqualTo("answer");
            }
        });
    }
}
