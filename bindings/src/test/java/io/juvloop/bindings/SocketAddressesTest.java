package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses, there and back. The package `jna` compares the bytes between with another binding of libuv.
class SocketAddressesTest {
    private final Arena arena = Arena.ofConfined();
    private final long block = arena.allocate(Abi.SOCKADDR_STORAGE_SIZE, 8).address();

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0",
        "127.0.0.1, 1",
        "192.168.1.200, 80",
        "255.255.255.255, 65535",
        "::, 0",
        "::1, 1",
        "2001:db8::ff00:42:8329, 80",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 65535"
    })
    void whatIsWrittenIsRead(String host, int port) {
        InetSocketAddress address = address(host, port);
        SocketAddresses.write(address, block);
        assertThat(SocketAddresses.read(block)).contains(address);
    }

    @Test
    void sizeIsThatOfTheFamily() {
        assertThat(SocketAddresses.write(address("127.0.0.1", 1), block)).isEqualTo(16);
        assertThat(SocketAddresses.write(address("::1", 1), block)).isEqualTo(28);
    }

    @Test
    void scopeIsKept() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        Inet6Address scoped = Inet6Address.getByAddress(null, linkLocal, 7);
        SocketAddresses.write(new InetSocketAddress(scoped, 9), block);
        InetSocketAddress read = SocketAddresses.read(block).orElseThrow();
        assertThat(((Inet6Address) read.getAddress()).getScopeId()).isEqualTo(7);
        assertThat(read.getAddress().getAddress()).isEqualTo(linkLocal);
    }

    @Test
    void nothingOfAnEarlierAddressRemains() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        SocketAddresses.write(new InetSocketAddress(Inet6Address.getByAddress(null, linkLocal, 7), 9), block);
        SocketAddresses.write(address("127.0.0.1", 80), block);
        byte[] rest = new byte[12];
        Memory.copyOut(block + 16, rest, 0, rest.length);
        assertThat(rest).containsOnly(0);
    }

    @Test
    void mappedAddressOfADualStackSocketIsTheIpv4OneOfTheJdk() {
        Memory.zero(block, 28);
        Abi.putFamily(block, Abi.AF_INET6, 28);
        Memory.putShort(block + Abi.SOCKADDR_IN6_ADDRESS + 10, (short) -1);
        Memory.putInt(block + Abi.SOCKADDR_IN6_ADDRESS + 12, Integer.reverseBytes(0x7f000001));
        InetSocketAddress read = SocketAddresses.read(block).orElseThrow();
        assertThat(read.getAddress()).isInstanceOf(Inet4Address.class);
        assertThat(read.getHostString()).isEqualTo("127.0.0.1");
    }

    @Test
    void otherFamiliesAreNoInternetAddress() {
        Memory.zero(block, Abi.SOCKADDR_STORAGE_SIZE);
        Abi.putFamily(block, Abi.AF_UNIX, 16);
        assertThat(SocketAddresses.read(block)).isEmpty();
        assertThat(SocketAddresses.pack(block)).isZero();
    }

    @Test
    void unresolvedAddressIsRefused() {
        assertThatThrownBy(() -> SocketAddresses.write(InetSocketAddress.createUnresolved("example.org", 80), block))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the address is not resolved")
                .hasMessageContaining("example.org");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 0", "127.0.0.1, 1", "10.20.30.40, 80", "255.255.255.255, 65535"})
    void ipv4AddressFitsIntoAWordThatIsNeverZero(String host, int port) {
        InetSocketAddress address = address(host, port);
        SocketAddresses.write(address, block);
        long word = SocketAddresses.pack(block);
        assertThat(word).isNotZero();
        assertThat(SocketAddresses.unpack(word)).isEqualTo(address);
    }

    @Test
    void ipv6AddressDoesNotFitIntoAWord() {
        SocketAddresses.write(address("::1", 80), block);
        assertThat(SocketAddresses.pack(block)).isZero();
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }
}
