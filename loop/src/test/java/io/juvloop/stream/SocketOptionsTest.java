package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.host.Feature;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The options of a connection's socket, read from the kernel without the loop. The numbers are Linux's.
@LoopTest
@EnabledOnOs(OS.LINUX)
@NeedsLibuv(NeedsLibuv.SYSTEM)
class SocketOptionsTest {
    private static final int SOL_SOCKET = 1;
    private static final int SO_KEEPALIVE = 9;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_USER_TIMEOUT = 18;

    private static int option(TransportSocket socket, int level, int option) {
        int[] value = new int[1];
        Libc.INSTANCE.getsockopt((int) socket.fileno(), level, option, value, new int[] {Integer.BYTES});
        return value[0];
    }

    private static TransportSocket socketOf(Transport transport) {
        return Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET));
    }

    @Test
    void smallPacketsLeaveAtOnceOnBothSidesUnlessAskedOtherwise(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            TransportSocket accepted = socketOf(serving.protocol(0).transport());
            for (TransportSocket socket : List.of(socketOf(client), accepted)) {
                assertThat(option(socket, IPPROTO_TCP, TCP_NODELAY)).isEqualTo(1);
                assertThat(option(socket, SOL_SOCKET, SO_KEEPALIVE)).isZero();
                socket.setNoDelay(false);
                assertThat(option(socket, IPPROTO_TCP, TCP_NODELAY)).isZero();
                socket.setKeepAlive(Duration.ofSeconds(77));
                assertThat(option(socket, SOL_SOCKET, SO_KEEPALIVE)).isEqualTo(1);
                assertThat(option(socket, IPPROTO_TCP, TCP_KEEPIDLE)).isEqualTo(77);
                assertThat(option(socket, IPPROTO_TCP, TCP_KEEPINTVL)).isEqualTo(1);
                assertThat(option(socket, IPPROTO_TCP, TCP_KEEPCNT)).isEqualTo(10);
                socket.setKeepAlive(null);
                assertThat(option(socket, SOL_SOCKET, SO_KEEPALIVE)).isZero();
            }
            client.close();
        }
    }

    @Test
    void probesHaveTheirTimesAndTheirNumber(EventLoop loop) throws IOException {
        assumeTrue(loop.host().supports(Feature.KEEPALIVE_INTERVALS));
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            TransportSocket socket = socketOf(client);
            socket.setKeepAlive(Duration.ofSeconds(77), Duration.ofSeconds(13), 4);
            assertThat(option(socket, SOL_SOCKET, SO_KEEPALIVE)).isEqualTo(1);
            assertThat(option(socket, IPPROTO_TCP, TCP_KEEPIDLE)).isEqualTo(77);
            assertThat(option(socket, IPPROTO_TCP, TCP_KEEPINTVL)).isEqualTo(13);
            assertThat(option(socket, IPPROTO_TCP, TCP_KEEPCNT)).isEqualTo(4);
            Duration second = Duration.ofSeconds(1);
            assertThatIllegalArgumentException().isThrownBy(() -> socket.setKeepAlive(Duration.ZERO, second, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> socket.setKeepAlive(second, Duration.ofMillis(999), 1))
                    .withMessageContaining("between two probes");
            assertThatIllegalArgumentException().isThrownBy(() -> socket.setKeepAlive(second, second, 0));
            assertThatThrownBy(() -> socket.setKeepAlive(second, second, 1_000)).isInstanceOf(IOException.class);
            client.close();
        }
    }

    @Test
    void whatWasSentMayStayWithoutAnAnswerForALimitedTime(EventLoop loop) throws IOException {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            TransportSocket socket = socketOf(client);
            assertThat(option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT)).isZero();
            for (int millis : new int[] {1, 2_500, Integer.MAX_VALUE, 0}) {
                socket.setUserTimeout(Duration.ofMillis(millis));
                assertThat(option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT)).isEqualTo(millis);
            }
            for (Duration wrong :
                    List.of(Duration.ofMillis(-1), Duration.ofMillis(1L << 31), Duration.ofDays(1 << 20))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> socket.setUserTimeout(wrong))
                        .withMessageContaining(wrong.toString());
            }
            client.close();
            loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofMillis(1))));
            assertThatThrownBy(() -> socket.setUserTimeout(Duration.ZERO)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void keepAliveCanBeAskedForOnBothSides(EventLoop loop) {
        ServerOptions serverOptions = ServerOptions.DEFAULT.withKeepAlive(true);
        try (Serving<RecordingProtocol> serving =
                Serving.tcp(loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, serverOptions)) {
            Transport client = loop.runUntilComplete(loop.createConnection(
                            RecordingProtocol::new,
                            "127.0.0.1",
                            serving.port(),
                            ConnectOptions.DEFAULT.withKeepAlive(true)))
                    .transport();
            TransportSocket accepted = socketOf(serving.protocol(0).transport());
            assertThat(option(socketOf(client), SOL_SOCKET, SO_KEEPALIVE)).isEqualTo(1);
            assertThat(option(accepted, SOL_SOCKET, SO_KEEPALIVE)).isEqualTo(1);
            client.close();
        }
    }

    @Test
    void aProbeComesAfterASecondAtLeast(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Transport client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                    .transport();
            Duration moreThanAnInt = Duration.ofSeconds((1L << Integer.SIZE) + 77);
            for (Duration wrong : List.of(Duration.ofMillis(999), Duration.ofSeconds(-1), moreThanAnInt)) {
                assertThatThrownBy(() -> socketOf(client).setKeepAlive(wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(wrong.toString());
            }
            client.close();
        }
    }
}
