package io.juvloop.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `sockSendAll`: all bytes are sent, however slowly the peer reads, or an error is thrown.
@SocketTest
class SockSendTest {
    private static final int MEGABYTES = 8_000_000;

    static Stream<ByteBuffer> buffers() {
        byte[] bytes = Payload.of(MEGABYTES, 3);
        return Stream.of(
                ByteBuffer.wrap(bytes),
                ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
                ByteBuffer.allocateDirect(MEGABYTES).put(0, bytes));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void megabytesArriveInOrderAtAPeerThatReadsLate(ByteBuffer buffer, EventLoop loop) throws IOException {
        ByteBuffer data = buffer.duplicate();
        try (Channels.Pair pair = Channels.pair()) {
            CompletableFuture<byte[]> peer = InTask.call(loop, () -> {
                Task<Void> sender = loop.createTask(() -> {
                    loop.sockSendAll(pair.ours(), data);
                    pair.ours().shutdownOutput();
                });
                Channels.giveWay();
                assertThat(sender.isDone()).isFalse();
                assertThat(data.position()).isBetween(1, MEGABYTES - 1);
                var reading = Blocking.call(() -> pair.peer().getInputStream().readAllBytes());
                Async.await(sender);
                Async.await(reading);
                return reading;
            });
            assertThat(data.hasRemaining()).isFalse();
            assertThat(ByteBuffer.wrap(peer.join()))
                    .isEqualTo(buffer.duplicate().clear());
        }
    }

    @Test
    void nothingIsSentAtOnce(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> loop.sockSendAll(pair.ours(), new byte[0]));
        }
    }

    @Test
    void aPeerThatResetsFailsTheSenderThatWaits(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<Void> sender = loop.createTask(() -> loop.sockSendAll(pair.ours(), new byte[MEGABYTES]));
                Channels.giveWay();
                assertThat(sender.isDone()).isFalse();
                JdkSockets.reset(pair.peer());
                assertThatThrownBy(() -> Async.await(sender)).hasCauseInstanceOf(IOException.class);
            });
        }
    }

    @Test
    void whileOneTaskSendsAnotherReceives(EventLoop loop) throws IOException {
        byte[] sent = Payload.of(MEGABYTES, 4);
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> Channels.receiveAll(loop, pair.ours()));
                Task<Void> sender = loop.createTask(() -> {
                    loop.sockSendAll(pair.ours(), sent);
                    pair.ours().shutdownOutput();
                });
                var peer = Blocking.run(() ->
                        pair.peer().getInputStream().transferTo(pair.peer().getOutputStream()));
                Async.await(sender);
                Async.await(peer);
                pair.peer().shutdownOutput();
                assertThat(Async.await(receiver)).isEqualTo(sent);
            });
        }
    }
}
