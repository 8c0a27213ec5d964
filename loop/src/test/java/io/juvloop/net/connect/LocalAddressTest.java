package io.juvloop.net.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.UvException;
import io.juvloop.net.peer.ClosedPort;
import io.juvloop.net.peer.SecondAddress;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// Connecting from a given local address.
@LoopTest
class LocalAddressTest {
    private static ConnectOptions from(String address, int port) {
        return ConnectOptions.DEFAULT.withLocalAddress(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    private static Connection<RecordingProtocol> connect(EventLoop loop, int port, ConnectOptions options) {
        return loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port, options));
    }

    @Test
    void thePeerSeesTheChosenAddressAndPort(EventLoop loop) throws IOException {
        String second = SecondAddress.orSkip();
        int free;
        try (ClosedPort port = new ClosedPort()) {
            free = port.number();
        }
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Connection<RecordingProtocol> connection = connect(loop, serving.port(), from(second, free));
            InetSocketAddress chosen = new InetSocketAddress(InetAddress.ofLiteral(second), free);
            assertThat(connection.transport().extraInfo(ExtraInfo.SOCKNAME)).isEqualTo(chosen);
            assertThat(serving.protocol(0).transport().extraInfo(ExtraInfo.PEERNAME))
                    .isEqualTo(chosen);
            connection.transport().abort();
        }
    }

    @Test
    void anAddressOfTheWrongFamilyIsRefusedWithoutASocket(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            long made = loop.stats().handles().get("TCP").created();
            assertThatThrownBy(() -> connect(loop, serving.port(), from("::1", 0)))
                    .cause()
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("family");
            assertThat(loop.stats().handles().get("TCP").created()).isEqualTo(made);
        }
    }

    @Test
    void anAddressInUseIsNamed(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            assertThatThrownBy(() -> connect(loop, serving.port(), from("127.0.0.1", serving.port())))
                    .cause()
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + serving.port())
                    .cause()
                    .isInstanceOfSatisfying(UvException.class, cause -> {
                        assertThat(cause.operation()).isEqualTo("bind");
                        assertThat(cause.errorName()).isEqualTo("EADDRINUSE");
                    });
        }
    }

    @Test
    void anAddressThatThisHostDoesNotHaveIsNamed(EventLoop loop) {
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            assertThatThrownBy(() -> connect(loop, serving.port(), from("192.0.2.1", 0)))
                    .cause()
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("192.0.2.1");
        }
    }
}
