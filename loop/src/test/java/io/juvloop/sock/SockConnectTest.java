package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.ClosedPort;
import io.juvloop.net.peer.FullBacklog;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sockConnect`, and `sockAccept` at the other end.
@SocketTest
class SockConnectTest {
    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void bothEndsAreConnectedAndNotBlocking(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = Channels.listener();
                SocketChannel client = Channels.unconnected()) {
            InTask.run(loop, () -> {
                Task<SocketChannel> accepting = loop.createTask(() -> loop.sockAccept(listener));
                Channels.giveWay();
                loop.sockConnect(client, listener.getLocalAddress());
                try (SocketChannel accepted = Async.await(accepting)) {
                    assertThat(accepted.isBlocking()).isFalse();
                    assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
                    loop.sockSendAll(accepted, "welcome".getBytes(UTF_8));
                    assertThat(loop.sockReceive(client, 100)).asString().isEqualTo("welcome");
                }
            });
        }
    }

    @Test
    @Tag("F4")
    void aRefusedConnectFailsAndTheChannelIsClosed(EventLoop loop) throws IOException {
        try (ClosedPort port = new ClosedPort();
                SocketChannel client = Channels.unconnected()) {
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> loop.sockConnect(client, address(port.number())))
                            .isInstanceOf(ConnectException.class)
                            .hasMessageContaining("refused"));
            assertThat(client.isOpen()).isFalse();
        }
    }

    @Test
    void aNameIsLookedUp(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(0));
                SocketChannel client = Channels.unconnected()) {
            InTask.run(
                    loop,
                    () -> loop.sockConnect(
                            client, InetSocketAddress.createUnresolved("localhost", Channels.port(listener))));
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void anUnknownNameFails(EventLoop loop) throws IOException {
        try (SocketChannel client = Channels.unconnected()) {
            InTask.run(loop, () -> {
                InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no-such-host.invalid", 80);
                assertThatThrownBy(() -> loop.sockConnect(client, nowhere)).isInstanceOf(UnknownHostException.class);
            });
        }
    }

    @Test
    void aConnectThatHangsCanBeCancelled(EventLoop loop) throws IOException {
        try (FullBacklog hole = FullBacklog.at(Loopback.HOST, 0);
                SocketChannel client = Channels.unconnected()) {
            InTask.run(loop, () -> {
                Task<Void> connecting = loop.createTask(() -> loop.sockConnect(client, address(hole.port())));
                Channels.giveWay();
                connecting.cancel();
                assertThatThrownBy(() -> Async.await(connecting)).isInstanceOf(CancellationException.class);
                assertThat(client.isOpen()).isTrue();
            });
        }
    }

    @Test
    void aConnectThatHangsEndsWhenTheChannelIsClosed(EventLoop loop) throws IOException {
        SocketChannel client = Channels.unconnected();
        try (FullBacklog hole = FullBacklog.at(Loopback.HOST, 0)) {
            InTask.run(loop, () -> {
                Task<Void> connecting = loop.createTask(() -> loop.sockConnect(client, address(hole.port())));
                Channels.giveWay();
                client.close();
                assertThatThrownBy(() -> Async.await(connecting)).hasCauseInstanceOf(AsynchronousCloseException.class);
            });
        }
    }

    @Test
    void aChannelThatIsConnectedIsRefused(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> loop.sockConnect(pair.ours(), address(80)))
                            .isInstanceOf(AlreadyConnectedException.class));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelledAcceptLosesNoConnection(boolean connectedMeanwhile, EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = Channels.listener();
                SocketChannel client = Channels.unconnected()) {
            InTask.run(loop, () -> {
                Task<SocketChannel> accepting = loop.createTask(() -> loop.sockAccept(listener));
                Channels.giveWay();
                if (connectedMeanwhile) {
                    client.connect(listener.getLocalAddress());
                }
                accepting.cancel();
                assertThatThrownBy(() -> Async.await(accepting)).isInstanceOf(CancellationException.class);
                if (!connectedMeanwhile) {
                    client.connect(listener.getLocalAddress());
                }
                try (SocketChannel accepted = loop.sockAccept(listener)) {
                    assertThat(client.finishConnect()).isTrue();
                    assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
                }
            });
        }
    }
}
