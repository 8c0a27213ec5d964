package io.juvloop.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Callbacks for readiness of the JDK's channels, by the loop's polls and by a selector's thread.
@LoopTest
@Tag("sockets")
@ExtendWith(JdkSockets.class)
class ChannelReaderTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<String> told = new ArrayList<>();

    private static String read(ReadableByteChannel channel) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(100);
            int count = channel.read(buffer);
            return count < 0 ? "end" : new String(buffer.array(), 0, count, UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// An event may be reported again after its data was taken, as every non-blocking reader knows.
    private void note(String text) {
        if (!text.isEmpty()) {
            told.add(text);
        }
    }

    private static ServerSocketChannel listener() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT);
        listener.configureBlocking(false);
        return listener;
    }

    private static int port(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    @Test
    void aConnectionIsMadeAcceptedAndReadFromWithCallbacksOnly(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = listener();
                SocketChannel client = SocketChannel.open()) {
            client.configureBlocking(false);
            boolean connected = client.connect(listener.getLocalAddress());
            loop.addReader(listener, () -> accept(loop, listener));
            loop.addWriter(client, () -> {
                loop.removeWriter(client);
                finish(client);
            });
            Await.until(loop, () -> told.contains("hello"));
            assertThat(told).containsExactly("connected", "hello");
            assertThat(loop.removeReader(listener)).isTrue();
            assertThat(loop.removeReader(listener)).isFalse();
            assertThat(connected).isIn(true, false);
        }
        Await.until(loop, () -> told.contains("end"));
    }

    private void accept(EventLoop loop, ServerSocketChannel listener) {
        try {
            SocketChannel accepted = listener.accept();
            if (accepted == null) {
                return;
            }
            accepted.configureBlocking(false);
            loop.addReader(accepted, () -> readOn(accepted));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readOn(SocketChannel channel) {
        String text = read(channel);
        note(text);
        if (text.equals("end")) {
            close(channel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void finish(SocketChannel client) {
        try {
            assertThat(client.isConnected() || client.finishConnect()).isTrue();
            told.add("connected");
            client.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void bothEndsOfAPipeAreTold(EventLoop loop) throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            sink.configureBlocking(false);
            loop.addReader(source, () -> note(read(source)));
            loop.addWriter(sink, () -> {
                loop.removeWriter(sink);
                write(sink);
            });
            Await.until(loop, () -> told.contains("through the pipe"));
            assertThatThrownBy(() -> loop.addWriter(source, () -> {})).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> loop.addReader(sink, () -> {})).isInstanceOf(IllegalArgumentException.class);
        }
        Turns.many(loop, 2);
    }

    private static void write(Pipe.SinkChannel sink) {
        try {
            sink.write(ByteBuffer.wrap("through the pipe".getBytes(UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void datagramsAreToldAndTheChannelCanBeDisconnectedAfterwards(EventLoop loop) throws IOException {
        try (DatagramChannel near = DatagramChannel.open().bind(ANY_PORT);
                DatagramChannel far = DatagramChannel.open().bind(ANY_PORT)) {
            near.configureBlocking(false);
            near.connect(far.getLocalAddress());
            loop.addReader(near, () -> note(read(near)));
            far.send(ByteBuffer.wrap("a datagram".getBytes(UTF_8)), near.getLocalAddress());
            Await.until(loop, () -> told.contains("a datagram"));
            loop.removeReader(near);
            if (System.getProperty("os.name").startsWith("Linux")) {
                near.disconnect();
                assertThat(near.isConnected()).isFalse();
            }
        }
    }

    @Test
    void addingAgainReplacesAndCancellingRemoves(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = listener();
                Socket peer = JdkSockets.connect(port(listener))) {
            Handle first = loop.addReader(listener, () -> told.add("first"));
            Handle second = loop.addReader(listener, () -> told.add("second"));
            assertThat(first.isCancelled()).isTrue();
            Await.until(loop, () -> told.contains("second"));
            assertThat(told).doesNotContain("first");
            second.cancel();
            assertThat(loop.removeReader(listener)).isFalse();
            told.clear();
            Turns.many(loop, 3);
            assertThat(told).isEmpty();
            assertThat(peer.isConnected()).isTrue();
        }
    }

    @Test
    void closingTheChannelOnAnyThreadRemovesItsCallbacks(EventLoop loop) throws IOException {
        ServerSocketChannel listener = listener();
        Handle handle = loop.addReader(listener, () -> told.add("readable"));
        OtherThread.run(() -> {
            try {
                listener.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        Await.until(loop, handle::isCancelled);
        assertThat(loop.removeReader(listener)).isFalse();
        assertThatThrownBy(() -> loop.addReader(listener, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whatCannotBeWatchedIsRefused(EventLoop loop) throws IOException {
        try (SocketChannel blocking = SocketChannel.open();
                SocketChannel unconnected = SocketChannel.open();
                ServerSocketChannel listener = listener()) {
            unconnected.configureBlocking(false);
            assertThatThrownBy(() -> loop.addReader(blocking, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("blocking mode");
            assertThatThrownBy(() -> loop.addWriter(unconnected, () -> {}))
                    .isInstanceOf(NotYetConnectedException.class);
            assertThatThrownBy(() -> loop.addWriter(listener, () -> {})).isInstanceOf(IllegalArgumentException.class);
            assertThat(loop.removeReader(blocking)).isFalse();
        }
    }
}
