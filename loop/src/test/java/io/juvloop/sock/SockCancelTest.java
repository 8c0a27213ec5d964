package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// A cancelled wait loses no byte, whenever it is cancelled.
@SocketTest
class SockCancelTest {
    @Test
    void aCancelledReceiverLeavesTheBytesToTheNext(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> first = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                first.cancel();
                assertThatThrownBy(() -> Async.await(first)).isInstanceOf(CancellationException.class);
                pair.peer().getOutputStream().write("for the next".getBytes(UTF_8));
                assertThat(loop.sockReceive(pair.ours(), 100)).asString().isEqualTo("for the next");
            });
        }
    }

    @Test
    void oneThatIsCancelledWhenTheBytesAreThereLeavesThemToo(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> first = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                pair.peer().getOutputStream().write("for the next".getBytes(UTF_8));
                first.cancel();
                assertThatThrownBy(() -> Async.await(first)).isInstanceOf(CancellationException.class);
                assertThat(loop.sockReceive(pair.ours(), 100)).asString().isEqualTo("for the next");
            });
        }
    }

    @Test
    void manyReceiversCancelledAtRandomReceiveAllTogether(EventLoop loop) throws IOException {
        byte[] sent = Payload.of(2_000_000, 5);
        Random random = new Random(6);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Channels.Pair pair = Channels.pair()) {
            var peer = Blocking.run(() -> {
                for (int at = 0; at < sent.length; at += 1000) {
                    pair.peer().getOutputStream().write(sent, at, 1000);
                }
            });
            InTask.run(loop, () -> {
                while (received.size() < sent.length) {
                    Task<Void> receiver = loop.createTask(() -> received.write(loop.sockReceive(pair.ours(), 777)));
                    for (int turns = random.nextInt(3); turns > 0; turns--) {
                        Async.sleep(Duration.ZERO);
                    }
                    receiver.cancel();
                    Async.await(receiver.handle((done, cancelled) -> true));
                    if (random.nextInt(10) == 0) {
                        received.write(loop.sockReceive(pair.ours(), 777));
                    }
                }
                Async.await(peer);
            });
        }
        assertThat(received.toByteArray()).isEqualTo(sent);
    }

    @Test
    void aCancelledSenderSaysHowFarItCame(EventLoop loop) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(20_000_000);
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<Void> sender = loop.createTask(() -> loop.sockSendAll(pair.ours(), data));
                Channels.giveWay();
                sender.cancel();
                assertThatThrownBy(() -> Async.await(sender)).isInstanceOf(CancellationException.class);
                pair.ours().shutdownOutput();
                var peer = Blocking.call(() -> pair.peer().getInputStream().readAllBytes());
                assertThat(Async.await(peer)).hasSize(data.position());
            });
        }
    }
}
