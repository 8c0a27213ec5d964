package io.juvloop.misuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.BaseTransport;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import io.juvloop.net.peer.Libc;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.Turns;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Descriptors that belong to a transport, and are used by their number.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class OwnedDescriptorsTest {
    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    private static long number(BaseTransport transport) {
        return Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET)).fileno();
    }

    private static void isRefused(EventLoop loop, long number) {
        assertThatThrownBy(() -> loop.addReader(number, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to");
        assertThatThrownBy(() -> loop.addWriter(number, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to");
        assertThat(loop.removeReader(number)).isFalse();
        assertThat(loop.removeWriter(number)).isFalse();
        assertThat(Libc.isOpen((int) number)).isTrue();
    }

    @Test
    @Tag("F3")
    void theSocketOfAnEndpointIsRefused(EventLoop loop) {
        DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
        DatagramTransport endpoint = loop.runUntilComplete(loop.createDatagramEndpoint(Deaf::new, local))
                .transport();
        isRefused(loop, number(endpoint));
        endpoint.close();
        Turns.many(loop, 3);
    }

    @Test
    @Tag("F3")
    void thePipesOfAChildAreRefused(EventLoop loop) {
        SubprocessTransport child = loop.runUntilComplete(
                        loop.subprocessExec(() -> new SubprocessProtocol() {}, SubprocessOptions.PIPES, "cat"))
                .transport();
        for (int fd = 0; fd < 3; fd++) {
            Transport pipe = Objects.requireNonNull(child.pipeTransport(fd));
            isRefused(loop, number(pipe));
        }
        child.close();
        Await.until(loop, () -> child.returnCode() != null);
        Turns.many(loop, 3);
    }
}
