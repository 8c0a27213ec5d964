package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `sockReceive` and `sockReceiveInto`: data, the end, and a reset.
@SocketTest
class SockReceiveTest {
    @Test
    void whatIsThereIsReceivedWithoutATurn(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                pair.peer().getOutputStream().write("there".getBytes(UTF_8));
                long turns = loop.stats().turns();
                assertThat(loop.sockReceive(pair.ours(), 100)).asString().isEqualTo("there");
                assertThat(loop.stats().turns()).isEqualTo(turns);
            });
        }
    }

    @Test
    void whatComesLaterIsWaitedForWhileOthersRun(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                assertThat(receiver.isDone()).isFalse();
                pair.peer().getOutputStream().write("later".getBytes(UTF_8));
                assertThat(Async.await(receiver)).asString().isEqualTo("later");
            });
        }
    }

    @Test
    void noMoreThanTheMaximumIsReceivedAndTheRestStays(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            pair.peer().getOutputStream().write("abcdef".getBytes(UTF_8));
            InTask.run(loop, () -> {
                assertThat(loop.sockReceive(pair.ours(), 4)).asString().isEqualTo("abcd");
                assertThat(loop.sockReceive(pair.ours(), 4)).asString().isEqualTo("ef");
            });
        }
    }

    @Test
    void theEndOfTheStreamIsNoBytesAgainAndAgain(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                pair.peer().shutdownOutput();
                assertThat(Async.await(receiver)).isEmpty();
                assertThat(loop.sockReceive(pair.ours(), 100)).isEmpty();
                assertThat(loop.sockReceiveInto(pair.ours(), ByteBuffer.allocate(1)))
                        .isEqualTo(-1);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResetFailsTheReceiver(boolean waiting, EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                if (waiting) {
                    Channels.giveWay();
                }
                JdkSockets.reset(pair.peer());
                assertThatThrownBy(() -> Async.await(receiver))
                        .hasCauseInstanceOf(SocketException.class)
                        .hasMessageContaining("Connection reset");
            });
        }
    }

    static Stream<ByteBuffer> buffers() {
        return Stream.of(
                ByteBuffer.allocate(600_000),
                ByteBuffer.allocateDirect(600_000),
                ByteBuffer.allocate(600_010).position(10).slice());
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void buffersOfEveryKindAreFilledFromTheirPositionOn(ByteBuffer buffer, EventLoop loop) throws IOException {
        byte[] sent = Payload.of(buffer.capacity(), 2);
        buffer.clear();
        try (Channels.Pair pair = Channels.pair()) {
            Thread peer = Thread.ofPlatform().daemon().start(() -> send(pair, sent));
            InTask.run(loop, () -> {
                int total = 0;
                while (buffer.hasRemaining()) {
                    int count = loop.sockReceiveInto(pair.ours(), buffer);
                    assertThat(count).isPositive();
                    total += count;
                    assertThat(buffer.position()).isEqualTo(total);
                }
                assertThat(loop.sockReceiveInto(pair.ours(), buffer)).isZero();
            });
            assertThat(peer.isInterrupted()).isFalse();
        }
        byte[] received = new byte[sent.length];
        buffer.flip().get(received);
        assertThat(received).isEqualTo(sent);
    }

    private static void send(Channels.Pair pair, byte[] bytes) {
        try (OutputStream output = pair.peer().getOutputStream()) {
            output.write(bytes);
        } catch (IOException broken) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aReadOnlyBufferIsRefusedBeforeAnythingIsReadIntoNowhere(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            pair.peer().getOutputStream().write("kept".getBytes(UTF_8));
            InTask.run(loop, () -> {
                ByteBuffer readOnly = ByteBuffer.allocate(10).asReadOnlyBuffer();
                assertThatThrownBy(() -> loop.sockReceiveInto(pair.ours(), readOnly))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(loop.sockReceive(pair.ours(), 10)).asString().isEqualTo("kept");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aMaximumThatCouldNotBeToldFromTheEndIsRefused(int max, EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> loop.sockReceive(pair.ours(), max))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(Integer.toString(max)));
        }
    }
}
