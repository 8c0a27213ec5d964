package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// Threads outside the loop cancel tasks at random moments, while the awaited data arrives: no data is lost,
/// and nothing stays open.
@SocketTest
class CancelledByOthersTest {
    private static final int ROUNDS = 300;

    /// Cancels a task soon, on another thread, and waits for its end.
    ///
    /// @return whether it ended without being cancelled
    private static boolean cancelSoon(Task<?> task) {
        var canceller = Blocking.run(() -> {
            int spins = ThreadLocalRandom.current().nextInt(3000);
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            task.cancel();
        });
        boolean ended = Async.await(task.handle((result, failure) -> failure == null));
        Async.await(canceller);
        return ended;
    }

    @Test
    void receiversTakeEveryByteOnce(EventLoop loop) throws IOException {
        byte[] sent = Payload.of(ROUNDS * 1000, 15);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    Task<Void> receiver = loop.createTask(() -> received.write(loop.sockReceive(pair.ours(), 3000)));
                    Async.sleep(Duration.ZERO);
                    int at = round * 1000;
                    var peer = Blocking.run(() -> pair.peer().getOutputStream().write(sent, at, 1000));
                    cancelSoon(receiver);
                    Async.await(peer);
                }
                while (received.size() < sent.length) {
                    received.write(loop.sockReceive(pair.ours(), 3000));
                }
            });
        }
        assertThat(received.toByteArray()).isEqualTo(sent);
    }

    @Test
    void acceptorsTakeEveryConnectionOnce(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            InTask.run(loop, () -> {
                for (int round = 0; round < ROUNDS / 3; round++) {
                    Task<SocketChannel> acceptor = loop.createTask(() -> loop.sockAccept(listener));
                    Async.sleep(Duration.ZERO);
                    var peer = Blocking.call(() -> new Socket(InetAddress.getLoopbackAddress(), port));
                    boolean accepted = cancelSoon(acceptor);
                    try (Socket client = Async.await(peer);
                            SocketChannel ours = accepted ? Async.await(acceptor) : loop.sockAccept(listener)) {
                        assertThat(ours.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
                    }
                }
            });
        }
    }

    @Test
    void receiversOfDatagramsTakeEachOnce(EventLoop loop) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramChannel ours = DatagramChannel.open().bind(any);
                DatagramChannel peer = DatagramChannel.open().bind(any)) {
            ours.configureBlocking(false);
            peer.connect(ours.getLocalAddress());
            InTask.run(loop, () -> {
                int next = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    Task<byte[]> receiver = loop.createTask(
                            () -> loop.sockReceiveFrom(ours, 100).data());
                    Async.sleep(Duration.ZERO);
                    ByteBuffer number = ByteBuffer.wrap(("" + round).getBytes(UTF_8));
                    var sending = Blocking.run(() -> peer.write(number));
                    boolean received = cancelSoon(receiver);
                    Async.await(sending);
                    byte[] data = received
                            ? Async.await(receiver)
                            : loop.sockReceiveFrom(ours, 100).data();
                    assertThat(data).asString().isEqualTo("" + next++);
                }
            });
        }
    }

    @Test
    void sendersSayHowFarTheyCame(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            var read = Blocking.call(() -> pair.peer().getInputStream().readAllBytes());
            InTask.run(loop, () -> {
                ByteArrayOutputStream sent = new ByteArrayOutputStream();
                for (int round = 0; round < 40; round++) {
                    byte[] bytes = Payload.of(1_000_000, round);
                    ByteBuffer data = ByteBuffer.wrap(bytes);
                    Task<Void> sender = loop.createTask(() -> loop.sockSendAll(pair.ours(), data));
                    Async.sleep(Duration.ZERO);
                    boolean all = cancelSoon(sender);
                    assertThat(all).isEqualTo(!data.hasRemaining());
                    sent.write(bytes, 0, data.position());
                }
                pair.ours().shutdownOutput();
                assertThat(Async.await(read)).isEqualTo(sent.toByteArray());
            });
        }
    }

    @Test
    void connectsThatHangEndAndLeaveTheirChannelToItsOwner(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at(Loopback.HOST, 0)) {
            SocketAddress target = new InetSocketAddress(InetAddress.ofLiteral(Loopback.HOST), hole.port());
            InTask.run(loop, () -> {
                for (int round = 0; round < 20; round++) {
                    try (SocketChannel channel = Channels.unconnected()) {
                        Task<Void> connecting = loop.createTask(() -> loop.sockConnect(channel, target));
                        Async.sleep(Duration.ZERO);
                        assertThat(cancelSoon(connecting)).isFalse();
                        assertThat(channel.isOpen()).isTrue();
                    }
                }
            });
        }
    }
}
