package io.juvloop.net.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Adopted sockets: `connectAcceptedSocket`, and the socket of the options.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class TakenOverSocketTest {
    /// The three ways to hand over a connected socket.
    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("connectAcceptedSocket", (Way) EventLoop::connectAcceptedSocket),
                Arguments.of("createConnection", (Way) (loop, factory, fd) ->
                        loop.createConnection(factory, null, 0, ConnectOptions.DEFAULT.withSocket(fd))),
                Arguments.of("createUnixConnection", (Way) (loop, factory, fd) ->
                        loop.createUnixConnection(factory, (String) null, ConnectOptions.DEFAULT.withSocket(fd))));
    }

    @FunctionalInterface
    interface Way {
        CompletableFuture<Connection<RecordingProtocol>> begin(
                EventLoop loop, Supplier<RecordingProtocol> factory, long fd);
    }

    @ParameterizedTest(name = "by {0}")
    @MethodSource("ways")
    void aTcpSocketIsServedAndClosedOnce(String name, Way way, EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            int fd = Libc.connectedTo(serving.address());
            Connection<RecordingProtocol> connection =
                    loop.runUntilComplete(way.begin(loop, RecordingProtocol::new, fd));
            Transport transport = connection.transport();
            assertThat(transport.extraInfo(ExtraInfo.SOCKET).fileno()).isEqualTo(fd);
            assertThat(transport.extraInfo(ExtraInfo.PEERNAME)).isEqualTo(serving.address());
            transport.write("from the descriptor".getBytes(UTF_8));
            Await.until(loop, () -> serving.protocol(0).receivedCount() == 19);
            serving.protocol(0).transport().write("back".getBytes(UTF_8));
            Await.until(loop, () -> connection.protocol().receivedText().equals("back"));
            transport.close();
            Await.until(loop, () -> serving.protocol(0).isLost());
            assertThat(connection.protocol().events()).containsExactly("made", "data", "lost");
            assertThat(Libc.isOpen(fd)).isFalse();
        }
    }

    @ParameterizedTest(name = "by {0}")
    @MethodSource("ways")
    void aUnixSocketIsServed(String name, Way way, EventLoop loop) {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
        RecordingProtocol left = loop.runUntilComplete(way.begin(loop, RecordingProtocol::new, pair[0]))
                .protocol();
        RecordingProtocol right = loop.runUntilComplete(way.begin(loop, RecordingProtocol::new, pair[1]))
                .protocol();
        left.transport().write("through".getBytes(UTF_8));
        left.transport().close();
        Await.until(loop, () -> left.isLost() && right.isLost());
        assertThat(right.receivedText()).isEqualTo("through");
        assertThat(right.events()).containsExactly("made", "data", "eof", "lost");
    }

    @Test
    void connectionMadeComesInATurnOfTheLoopAndNotInsideTheCall(EventLoop loop) {
        class Asking extends RecordingProtocol {
            @Override
            public void connectionMade(Transport connection) {
                super.connectionMade(connection);
                assertThat(EventLoop.running()).isSameAs(connection.loop());
            }
        }
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
        Asking asking = new Asking();
        CompletableFuture<Connection<Asking>> future = loop.connectAcceptedSocket(() -> asking, pair[0]);
        assertThat(asking.isMade()).isFalse();
        loop.runUntilComplete(future);
        assertThat(asking.events()).containsExactly("made");
        Libc.INSTANCE.close(pair[1]);
        Await.until(loop, asking::isLost);
        assertThat(asking.events()).containsExactly("made", "eof", "lost");
    }

    @Test
    @Tag("T3")
    void cancelledAtOnceTheSocketIsClosedAndNoProtocolMade(EventLoop loop) {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
        Supplier<RecordingProtocol> never = () -> {
            throw new AssertionError("nobody waits for it");
        };
        loop.connectAcceptedSocket(never, pair[0]).cancel(false);
        Turns.many(loop, 3);
        assertThat(Libc.isOpen(pair[0])).isFalse();
        Libc.INSTANCE.close(pair[1]);
    }

    static Stream<Arguments> unsuitable() {
        return Stream.of(
                socket("UDP", () -> Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0)),
                socket("unconnected", () -> Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0)),
                socket("bound", Libc::boundTcp),
                socket("listening", () -> {
                    int fd = Libc.boundTcp();
                    Libc.INSTANCE.listen(fd, 1);
                    return fd;
                }),
                socket("unix datagram", () -> Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM, 0)),
                socket("a copy of standard input", () -> Libc.INSTANCE.dup(0)));
    }

    private static Arguments socket(String name, IntSupplier maker) {
        return Arguments.of(name, maker);
    }

    @Tag("T3")
    @ParameterizedTest(name = "{0}")
    @MethodSource("unsuitable")
    void aSocketThatIsNoConnectedStreamIsRefusedAndStaysTheCallers(String name, IntSupplier maker, EventLoop loop) {
        int fd = maker.getAsInt();
        long made = loop.stats().handles().get("TCP").created();
        assertThatThrownBy(() -> loop.connectAcceptedSocket(RecordingProtocol::new, fd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(fd));
        assertThat(loop.stats().handles().get("TCP").created()).isEqualTo(made);
        assertThat(Libc.isOpen(fd)).isTrue();
        Libc.INSTANCE.close(fd);
    }

    @Test
    @Tag("T3")
    void aNumberThatIsNoOpenDescriptorIsRefused(EventLoop loop) {
        int fd = Libc.boundTcp();
        Libc.INSTANCE.close(fd);
        assertThatThrownBy(() -> loop.connectAcceptedSocket(RecordingProtocol::new, fd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(fd))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aSocketThatTheLoopAlreadyOwnsIsRefused(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport transport = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            long fd = transport.extraInfo(ExtraInfo.SOCKET).fileno();
            assertThatThrownBy(() -> loop.connectAcceptedSocket(RecordingProtocol::new, fd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Long.toString(fd));
            transport.write("mine".getBytes(UTF_8));
            Await.until(loop, () -> serving.protocol(0).receivedText().equals("mine"));
            transport.close();
        }
    }
}
