package io.juvloop.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.Timeout;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A listening Unix domain socket whose queue is full refuses connections and offers no notification of room:
/// connecting is retried until the time-out.
@TaskTest
@EnabledOnOs(OS.LINUX)
@ExtendWith(JdkSockets.class)
class FullQueueTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private byte[] name(boolean isAbstract) {
        return isAbstract ? ByteNames.abstractName("66") : ByteNames.bytes(folder, "66");
    }

    private static String text(byte[] name) {
        return new String(name, UTF_8);
    }

    private static CompletableFuture<Connection<RecordingProtocol>> connect(
            EventLoop loop, byte[] name, ConnectOptions options) {
        return loop.createUnixConnection(RecordingProtocol::new, text(name), options);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionIsMadeWhenThereIsRoom(boolean isAbstract, EventLoop loop) {
        byte[] name = name(isAbstract);
        try (FullQueue queue = new FullQueue(name)) {
            CompletableFuture<Connection<RecordingProtocol>> connecting = connect(loop, name, ConnectOptions.DEFAULT);
            InTask.run(loop, () -> Async.sleep(SHORT));
            assertThat(connecting).isNotDone();
            queue.accept();
            RecordingProtocol client = loop.runUntilComplete(connecting).protocol();
            int accepted = queue.next();
            ByteNames.send(accepted, "welcome");
            Await.until(loop, () -> client.receivedText().equals("welcome"));
            Libc.INSTANCE.close(accepted);
            Await.until(loop, client::isLost);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTimeoutEndsIt(boolean isAbstract, EventLoop loop) {
        byte[] name = name(isAbstract);
        try (FullQueue _ = new FullQueue(name)) {
            CompletableFuture<?> connecting = connect(loop, name, ConnectOptions.DEFAULT.withTimeout(SHORT));
            assertThatThrownBy(() -> loop.runUntilComplete(connecting))
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void cancellingEndsIt(EventLoop loop) {
        byte[] name = name(false);
        try (FullQueue _ = new FullQueue(name)) {
            CompletableFuture<?> connecting = connect(loop, name, ConnectOptions.DEFAULT);
            InTask.run(loop, () -> Async.sleep(SHORT));
            connecting.cancel(false);
            assertThatThrownBy(() -> loop.runUntilComplete(connecting)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aListenerThatGoesAwayIsRefused(EventLoop loop) {
        byte[] name = name(true);
        CompletableFuture<?> connecting;
        try (FullQueue _ = new FullQueue(name)) {
            connecting = connect(loop, name, ConnectOptions.DEFAULT);
        }
        assertThatThrownBy(() -> loop.runUntilComplete(connecting)).hasMessageContaining("refused");
    }

    @Test
    void aNumberedSocketTriesAgain(EventLoop loop) {
        byte[] name = name(false);
        int client = Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_STREAM, 0);
        Libc.nonBlocking(client);
        try (FullQueue queue = new FullQueue(name)) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(text(name));
            InTask.run(loop, () -> {
                assertThatThrownBy(() -> within(loop, client, address)).isInstanceOf(TimeoutException.class);
                Task<?> connecting = loop.createTask(() -> loop.sockConnect(client, address));
                Async.sleep(SHORT);
                assertThat(connecting.isDone()).isFalse();
                queue.accept();
                Async.await(connecting);
                ByteNames.send(client, "hello");
                int accepted = queue.next();
                assertThat(ByteNames.received(accepted)).isEqualTo("hello");
                Libc.INSTANCE.close(accepted);
            });
        }
        Libc.INSTANCE.close(client);
    }

    @Test
    void aChannelOfTheJdksTriesAgain(EventLoop loop) throws IOException {
        byte[] name = name(false);
        try (FullQueue queue = new FullQueue(name);
                SocketChannel client = unconnected()) {
            InTask.run(loop, () -> {
                Task<?> connecting =
                        loop.createTask(() -> loop.sockConnect(client, UnixDomainSocketAddress.of(text(name))));
                Async.sleep(SHORT);
                assertThat(connecting.isDone()).isFalse();
                queue.accept();
                Async.await(connecting);
                assertThat(client.isConnected()).isTrue();
                loop.sockSendAll(client, ByteBuffer.wrap("hello".getBytes(UTF_8)));
                int accepted = queue.next();
                assertThat(ByteNames.received(accepted)).isEqualTo("hello");
                Libc.INSTANCE.close(accepted);
            });
        }
    }

    @Test
    void aChannelThatIsClosedMeanwhileEndsIt(EventLoop loop) throws IOException {
        byte[] name = name(false);
        SocketChannel client = unconnected();
        try (FullQueue _ = new FullQueue(name)) {
            InTask.run(loop, () -> {
                Task<?> connecting =
                        loop.createTask(() -> loop.sockConnect(client, UnixDomainSocketAddress.of(text(name))));
                Async.sleep(SHORT);
                client.close();
                assertThatThrownBy(() -> Async.await(connecting)).hasCauseInstanceOf(AsynchronousCloseException.class);
            });
        }
    }

    private static void within(EventLoop loop, int client, UnixDomainSocketAddress address)
            throws IOException, TimeoutException {
        try (Timeout _ = Async.timeout(SHORT)) {
            loop.sockConnect(client, address);
        }
    }

    private static SocketChannel unconnected() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.configureBlocking(false);
        return channel;
    }
}
