package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.juvloop.bindings.jna.JnaUv;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bytes of socket addresses: libuv's, made from a text and reached by JNA, against those that the bindings
/// write; each side also reads the other's.
class SocketAddressesAgainstJnaTest {
    private static final List<Integer> PORTS = List.of(0, 1, 80, 256, 65535);
    private static final List<String> V4 =
            List.of("0.0.0.0", "127.0.0.1", "10.20.30.40", "192.168.255.1", "255.255.255.255");
    private static final List<String> V6 =
            List.of("::", "::1", "2001:db8::8:800:200c:417a", "fe80::1", "ff02::fb", "1:2:3:4:5:6:7:8");

    private final JnaUv jna = JnaUv.ofTheBindings();
    private final Memory theirs = cleared();
    private final Memory ours = cleared();

    static List<Object[]> v4() {
        return everyPortOf(V4);
    }

    static List<Object[]> v6() {
        return everyPortOf(V6);
    }

    @ParameterizedTest
    @MethodSource("v4")
    void v4IsWrittenAsLibuvWritesIt(String literal, int port) {
        assertThat(jna.uv_ip4_addr(literal, port, theirs)).isZero();
        int size = SocketAddresses.write(address(literal, port), address(ours));
        assertThat(bytes(ours)).isEqualTo(bytes(theirs));
        assertThat(size).isEqualTo(Abi.SOCKADDR_IN_SIZE);
    }

    @ParameterizedTest
    @MethodSource("v6")
    void v6IsWrittenAsLibuvWritesIt(String literal, int port) {
        assertThat(jna.uv_ip6_addr(literal, port, theirs)).isZero();
        int size = SocketAddresses.write(address(literal, port), address(ours));
        assertThat(bytes(ours)).isEqualTo(bytes(theirs));
        assertThat(size).isEqualTo(Abi.SOCKADDR_IN6_SIZE);
    }

    @ParameterizedTest
    @MethodSource("v4")
    void v4OfLibuvIsRead(String literal, int port) {
        assertThat(jna.uv_ip4_addr(literal, port, theirs)).isZero();
        assertThat(SocketAddresses.read(address(theirs))).contains(address(literal, port));
        assertThat(SocketAddresses.unpack(SocketAddresses.pack(address(theirs))))
                .isEqualTo(address(literal, port));
    }

    @ParameterizedTest
    @MethodSource("v6")
    void v6OfLibuvIsRead(String literal, int port) {
        assertThat(jna.uv_ip6_addr(literal, port, theirs)).isZero();
        assertThat(SocketAddresses.read(address(theirs))).contains(address(literal, port));
    }

    @ParameterizedTest
    @MethodSource("v6")
    void v6OfOursIsReadByLibuv(String literal, int port) {
        SocketAddresses.write(address(literal, port), address(ours));
        byte[] text = new byte[64];
        assertThat(jna.uv_ip_name(ours, text, text.length)).isZero();
        String name = new String(text, StandardCharsets.US_ASCII);
        assertThat(name.substring(0, name.indexOf('\0'))).isEqualTo(literal);
    }

    @Test
    void scopeIsWrittenAndReadAsLibuvDoes() throws SocketException, UnknownHostException {
        NetworkInterface loopback = NetworkInterface.networkInterfaces()
                .filter(SocketAddressesAgainstJnaTest::isLoopback)
                .findFirst()
                .orElseThrow();
        assertThat(jna.uv_ip6_addr("fe80::1%" + loopback.getName(), 80, theirs)).isZero();
        byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();
        Inet6Address scoped = Inet6Address.getByAddress(null, bytes, loopback.getIndex());
        SocketAddresses.write(new InetSocketAddress(scoped, 80), address(ours));
        assertThat(bytes(ours)).isEqualTo(bytes(theirs));
        InetSocketAddress read = SocketAddresses.read(address(theirs)).orElseThrow();
        assertThat(((Inet6Address) read.getAddress()).getScopeId()).isEqualTo(loopback.getIndex());
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }

    private static List<Object[]> everyPortOf(List<String> literals) {
        List<Object[]> cases = new ArrayList<>();
        for (String literal : literals) {
            PORTS.forEach(port -> cases.add(new Object[] {literal, port}));
        }
        return cases;
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private static Memory cleared() {
        Memory memory = new Memory(Abi.SOCKADDR_STORAGE_SIZE);
        memory.clear();
        return memory;
    }

    private static long address(Pointer memory) {
        return Pointer.nativeValue(memory);
    }

    private static byte[] bytes(Memory memory) {
        return memory.getByteArray(0, Abi.SOCKADDR_STORAGE_SIZE);
    }
}
