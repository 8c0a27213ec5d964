package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses in both forms: equal to their source, the same object again, and never another peer's.
class AddressCacheTest {
    private final TestLoop loop = new TestLoop();
    private final AddressCache cache = new AddressCache(loop.uv());
    private final long block = loop.uv().allocate(Abi.SOCKADDR_STORAGE_SIZE).address();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private SocketAddress sender(InetSocketAddress from) {
        SocketAddresses.write(from, block);
        return cache.sender(block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "::", "2001:db8::1"})
    void anAddressSurvivesBothWays(String host) {
        InetSocketAddress address = address(host, 65535);
        assertThat(cache.sender(cache.name(address, false))).isEqualTo(address);
        assertThat(sender(address)).isEqualTo(address).isSameAs(sender(address));
    }

    @Test
    void manyMoreAddressesThanAreRememberedAreAllRight() {
        for (int i = 0; i < 100_000; i++) {
            InetSocketAddress address = address("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), i & 0xffff);
            assertThat(sender(address)).isEqualTo(address);
            assertThat(SocketAddresses.read(cache.name(address, false))).contains(address);
        }
    }

    @Test
    void addressesThatDifferInTheirScopeAloneAreKeptApart() throws UnknownHostException {
        byte[] ip = InetAddress.ofLiteral("fe80::1").getAddress();
        for (int scope : new int[] {1, 2, 1, 3, 2}) {
            InetSocketAddress address = new InetSocketAddress(Inet6Address.getByAddress(null, ip, scope), 80);
            assertThat(scopeOf(SocketAddresses.read(cache.name(address, false)).orElseThrow()))
                    .isEqualTo(scope);
            assertThat(scopeOf((InetSocketAddress) sender(address))).isEqualTo(scope);
        }
    }

    private static int scopeOf(InetSocketAddress address) {
        return ((Inet6Address) address.getAddress()).getScopeId();
    }

    @Test
    void anIpv4AddressGoesInsideOneOfIpv6WhenTheSocketSpeaksThat() {
        InetSocketAddress address = address("192.0.2.7", 99);
        long mapped = cache.name(address, true);
        assertThat(Abi.family(mapped)).isEqualTo(Abi.AF_INET6);
        assertThat(SocketAddresses.sizeOf(mapped)).isEqualTo(Abi.SOCKADDR_IN6_SIZE);
        assertThat(cache.sender(mapped)).isEqualTo(address);
        long plain = cache.name(address, false);
        assertThat(Abi.family(plain)).isEqualTo(Abi.AF_INET);
        assertThat(cache.name(address, true)).isEqualTo(mapped);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void abstractNamesSurviveBothWaysAndFilesThatLookLikeThemStayFiles() {
        UnixDomainSocketAddress hidden = UnixDomainSocketAddress.of("@name");
        long name = cache.name(hidden, false);
        assertThat(Memory.getByte(name + Abi.SUN_PATH)).isZero();
        assertThat(UnixAddresses.sizeOf(name)).isEqualTo(Abi.SUN_PATH + 5);
        assertThat(cache.sender(name)).isEqualTo(hidden);
        UnixAddresses.write(new byte[] {'@', 'n'}, block);
        UnixDomainSocketAddress file = (UnixDomainSocketAddress) cache.sender(block);
        assertThat(file).isEqualTo(UnixDomainSocketAddress.of("./@n"));
        long path = cache.name(file, false);
        assertThat(Memory.getByte(path + Abi.SUN_PATH)).isEqualTo((byte) '.');
        assertThat(UnixAddresses.sizeOf(path)).isEqualTo(UnixAddresses.SIZE);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pathsOfUnixSocketsSurviveBothWays() {
        for (String path : new String[] {"/tmp/a", "/tmp/b", "relative", "/tmp/a"}) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
            SocketAddress back = cache.sender(cache.name(address, false));
            assertThat(back).isEqualTo(address).isSameAs(cache.sender(cache.name(address, false)));
        }
        Memory.zero(block, Abi.SOCKADDR_STORAGE_SIZE);
        assertThat(cache.sender(block)).isEqualTo(UnixDomainSocketAddress.of(""));
        assertThatThrownBy(() -> cache.name(UnixDomainSocketAddress.of(""), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.name(UnixDomainSocketAddress.of("x".repeat(108)), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
