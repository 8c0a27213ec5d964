package io.juvloop.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [EventLoop#getnameinfo].
@LoopTest
class GetnameinfoTest {
    private static final Set<NameFlag> NUMERIC = Set.of(NameFlag.NUMERICHOST, NameFlag.NUMERICSERV);

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 80", "::1, 22", "127.0.0.1, 53", "255.255.255.255, 9"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Tag("D3")
    void namesAreThoseOfTheSystem(String ip, int port, EventLoop loop) throws Exception {
        NameInfo names = loop.runUntilComplete(loop.getnameinfo(address(ip, port)));
        assertThat(PythonResolver.inItsForm(names))
                .isEqualTo(
                        PythonResolver.names("('" + ip + "', " + port + "), 0").getFirst());
        NameInfo datagrams = loop.runUntilComplete(loop.getnameinfo(address(ip, port), Set.of(NameFlag.DGRAM)));
        assertThat(PythonResolver.inItsForm(datagrams))
                .isEqualTo(PythonResolver.names("('" + ip + "', " + port + "), socket.NI_DGRAM")
                        .getFirst());
    }

    @Test
    @Tag("D3")
    void numbersAreGivenIfAskedFor(EventLoop loop) {
        assertThat(loop.runUntilComplete(loop.getnameinfo(address("127.0.0.1", 80), NUMERIC)))
                .isEqualTo(new NameInfo("127.0.0.1", "80"));
        assertThat(loop.runUntilComplete(loop.getnameinfo(address("255.255.255.255", 1), NUMERIC)))
                .isEqualTo(new NameInfo("255.255.255.255", "1"));
        assertThat(loop.runUntilComplete(loop.getnameinfo(address("::1", 0), NUMERIC)))
                .isEqualTo(new NameInfo("::1", "0"));
    }

    @Test
    void aNameThatIsRequiredAndMissingIsAnUnknownHost(EventLoop loop) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() ->
                        loop.runUntilComplete(loop.getnameinfo(address("192.0.2.1", 80), Set.of(NameFlag.NAMEREQD))))
                .satisfies(failed -> assertThat(ResolverErrors.nameOf(failed)).isNotEmpty())
                .withMessageContaining("192.0.2.1:80");
    }

    @Test
    @Tag("D3")
    void unresolvedAddressesAreRefused(EventLoop loop) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.getnameinfo(InetSocketAddress.createUnresolved("localhost", 80)));
    }
}
