package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.WriteBufferLimits;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The waits of `drain`, and its exceptions.
@TaskTest
@ExtendWith(JdkSockets.class)
class DrainTest {
    private static final int MORE_THAN_KERNELS_HOLD = 16_000_000;

    /// Makes the transport pause writing for as long as the peer does not read.
    private static void pause(StreamWriter writer) {
        writer.transport().setWriteBufferLimits(WriteBufferLimits.ofHigh(0));
        writer.write(new byte[MORE_THAN_KERNELS_HOLD]);
    }

    private static List<Task<Void>> drainers(EventLoop loop, StreamWriter writer) {
        List<Task<Void>> drainers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            drainers.add(loop.createTask(() -> writer.drain()));
        }
        Patience.turns(2);
        assertThat(drainers).noneMatch(Task::isDone);
        return drainers;
    }

    @Test
    void doesNotWaitBelowTheHighWaterMark(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                long turns = loop.stats().turns();
                wired.writer().write(bytes("hello"));
                wired.writer().drain();
                assertThat(loop.stats().turns()).isEqualTo(turns);
            }
        });
    }

    @Test
    void allWhoWaitWakeWhenThePeerReads(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                pause(wired.writer());
                List<Task<Void>> drainers = drainers(loop, wired.writer());
                byte[] read = Async.await(wired.peer().receive(MORE_THAN_KERNELS_HOLD));
                assertThat(read).hasSize(MORE_THAN_KERNELS_HOLD);
                for (Task<Void> drainer : drainers) {
                    Async.await(drainer);
                }
                wired.writer().drain();
            }
        });
    }

    @Test
    void runsOutOfTimeAndCanBeCancelled(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                pause(wired.writer());
                assertThatThrownBy(() -> wired.writer().drain(Duration.ofMillis(5)))
                        .isInstanceOf(SocketTimeoutException.class);
                Task<Void> drainer = loop.createTask(() -> wired.writer().drain());
                Patience.turns(2);
                drainer.cancel();
                assertThatThrownBy(() -> Async.await(drainer)).isInstanceOf(CancellationException.class);
            }
        });
    }

    @Test
    void allWhoWaitAreToldOfAReset(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                pause(wired.writer());
                List<Task<Void>> drainers = drainers(loop, wired.writer());
                wired.reset();
                for (Task<Void> drainer : drainers) {
                    assertThatThrownBy(() -> Async.await(drainer)).hasCauseInstanceOf(SocketException.class);
                }
            }
        });
    }

    @Test
    void anAbortEndsTheWaitInPeace(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                pause(wired.writer());
                List<Task<Void>> drainers = drainers(loop, wired.writer());
                wired.writer().transport().abort();
                for (Task<Void> drainer : drainers) {
                    Async.await(drainer);
                }
                assertThatThrownBy(() -> wired.writer().drain())
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("Connection reset");
            }
        });
    }

    @Test
    void theReadersExceptionIsThrown(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                IOException failure = new IOException("reader");
                wired.reader().setException(failure);
                assertThatThrownBy(() -> wired.writer().drain()).isSameAs(failure);
            }
        });
    }

    @Test
    void onAClosingTransportTheLossIsSeenAtOnce(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.writer().close();
                assertThatThrownBy(() -> wired.writer().drain()).isInstanceOf(SocketException.class);
            }
        });
    }

    @Test
    void everythingWrittenArrivesInOrder(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                StreamWriter writer = wired.writer();
                assertThat(writer.canWriteEof()).isTrue();
                writer.write(bytes("a"));
                writer.write(java.nio.ByteBuffer.wrap(bytes("b")));
                writer.write(java.lang.foreign.MemorySegment.ofArray(bytes("c")));
                writer.write("ü", java.nio.charset.StandardCharsets.ISO_8859_1);
                writer.writeLines(List.of(java.nio.ByteBuffer.wrap(bytes("d")), java.nio.ByteBuffer.wrap(bytes("e"))));
                writer.writeEof();
                byte[] read = Async.await(wired.peer().receiveAll());
                assertThat(text(read)).isEqualTo("abcüde");
                assertThatThrownBy(() -> writer.write(bytes("late"))).isInstanceOf(IllegalStateException.class);
            }
        });
    }
}
