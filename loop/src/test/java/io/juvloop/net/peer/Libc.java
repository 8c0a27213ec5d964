package io.juvloop.net.peer;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Sockets as plain descriptors from the C library, like those inherited from a parent process.
///
/// Any thread. Not for Windows.
public interface Libc extends com.sun.jna.Library {
    Libc INSTANCE = Native.load("c", Libc.class);

    int AF_UNIX = 1;
    int AF_INET = 2;
    int SOCK_STREAM = 1;
    int SOCK_DGRAM = 2;
    int F_SETFL = 4;

    int socket(int family, int type, int protocol) throws LastErrorException;

    int socketpair(int family, int type, int protocol, int[] pair) throws LastErrorException;

    int connect(int fd, byte[] address, int size) throws LastErrorException;

    int bind(int fd, byte[] address, int size) throws LastErrorException;

    int getsockopt(int fd, int level, int option, int[] value, int[] size) throws LastErrorException;

    int setsockopt(int fd, int level, int option, int[] value, int size) throws LastErrorException;

    int getsockname(int fd, byte[] address, int[] size) throws LastErrorException;

    int accept(int fd, byte @Nullable [] address, int @Nullable [] size) throws LastErrorException;

    int listen(int fd, int backlog) throws LastErrorException;

    long write(int fd, byte[] bytes, long count) throws LastErrorException;

    long read(int fd, byte[] bytes, long count) throws LastErrorException;

    int pipe(int[] ends) throws LastErrorException;

    int open(String path, int flags) throws LastErrorException;

    int fcntl(int fd, int command, Object... argument) throws LastErrorException;

    int dup(int fd) throws LastErrorException;

    int posix_spawn(
            int[] pid,
            String path,
            @Nullable Pointer actions,
            @Nullable Pointer attributes,
            String[] arguments,
            String[] environment);

    int waitpid(int pid, int[] status, int options) throws LastErrorException;

    int close(int fd) throws LastErrorException;

    /// Makes a descriptor non-blocking.
    static void nonBlocking(int fd) {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        INSTANCE.fcntl(fd, F_SETFL, linux ? 0x800 : 4);
    }

    /// A TCP socket connected to an IPv4 address.
    static int connectedTo(InetSocketAddress target) {
        int fd = INSTANCE.socket(AF_INET, SOCK_STREAM, 0);
        byte[] address = ipv4(target);
        INSTANCE.connect(fd, address, address.length);
        return fd;
    }

    /// A TCP socket bound to a free port of 127.0.0.1.
    static int boundTcp() {
        int fd = INSTANCE.socket(AF_INET, SOCK_STREAM, 0);
        byte[] address = ipv4(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        INSTANCE.bind(fd, address, address.length);
        return fd;
    }

    /// A UDP socket bound to a free port of 127.0.0.1.
    ///
    /// @param shared whether other sockets may have the same address
    static int boundUdp(boolean shared) {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        int fd = INSTANCE.socket(AF_INET, SOCK_DGRAM, 0);
        INSTANCE.setsockopt(fd, linux ? 1 : 0xffff, linux ? 2 : 4, new int[] {shared ? 1 : 0}, Integer.BYTES);
        byte[] address = ipv4(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        INSTANCE.bind(fd, address, address.length);
        return fd;
    }

    /// The address that a TCP socket is bound to, on 127.0.0.1.
    static InetSocketAddress nameOf(int fd) {
        byte[] name = new byte[16];
        INSTANCE.getsockname(fd, name, new int[] {name.length});
        int port = Short.toUnsignedInt(ByteBuffer.wrap(name).getShort(2));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// A Unix socket bound to a path.
    static int boundUnix(Path path) {
        return boundUnix(path + "\0");
    }

    /// A Unix socket bound to a name that begins with NUL, in Linux's abstract namespace.
    static int boundAbstract(String name) {
        return boundUnix(name);
    }

    /// A Unix datagram socket bound to a path.
    static int boundUnixDatagram(Path path) {
        return boundUnix(path + "\0", SOCK_DGRAM);
    }

    /// A Unix datagram socket bound to an abstract name.
    static int boundAbstractDatagram(String name) {
        return boundUnix(name, SOCK_DGRAM);
    }

    private static int boundUnix(String nameWithItsEnd) {
        return boundUnix(nameWithItsEnd, SOCK_STREAM);
    }

    private static int boundUnix(String nameWithItsEnd, int type) {
        int fd = INSTANCE.socket(AF_UNIX, type, 0);
        byte[] name = nameWithItsEnd.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(2 + name.length);
        putFamily(bytes, AF_UNIX);
        bytes.put(2, name);
        INSTANCE.bind(fd, bytes.array(), bytes.capacity());
        return fd;
    }

    /// Whether a descriptor is open.
    static boolean isOpen(int fd) {
        try {
            return INSTANCE.close(INSTANCE.dup(fd)) == 0;
        } catch (LastErrorException badNumber) {
            return false;
        }
    }

    private static byte[] ipv4(InetSocketAddress address) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        putFamily(bytes, AF_INET);
        bytes.putShort(2, (short) address.getPort());
        bytes.put(4, address.getAddress().getAddress());
        return bytes.array();
    }

    /// Writes the family: two bytes on Linux; on macOS one byte of length and one of family.
    private static void putFamily(ByteBuffer address, int family) {
        boolean hasLengthByte = System.getProperty("os.name").startsWith("Mac");
        address.put(0, (byte) (hasLengthByte ? address.capacity() : family));
        address.put(1, (byte) (hasLengthByte ? family : 0));
    }
}
