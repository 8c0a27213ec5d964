package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;

/// The few socket calls that libuv does not offer, from the C library: options before binding, unix sockets bound
/// without libuv's unlinking at close, and names in Linux's abstract namespace.
///
/// Any thread; not for Windows. Each failure is a [UvFailure] with libuv's number for the errno.
/// See [socket(7)](https://man7.org/linux/man-pages/man7/socket.7.html).
public final class PosixSockets {
    private static final class Calls {
        static final MethodHandle SOCKET = LibC.linkUniform("socket");
        static final MethodHandle BIND = LibC.linkUniform("bind");
        static final MethodHandle CONNECT = LibC.linkUniform("connect");
        static final MethodHandle SETSOCKOPT = LibC.linkUniform("setsockopt");
        static final MethodHandle GETSOCKOPT = LibC.linkUniform("getsockopt");
        static final MethodHandle GETSOCKNAME = LibC.linkUniform("getsockname");
        static final MethodHandle GETPEERNAME = LibC.linkUniform("getpeername");
        static final MethodHandle CLOSE = LibC.linkUniform("close");

        private Calls() {}
    }

    private static final class SendTo {
        static final MethodHandle HANDLE = LibC.link("sendto", Downcalls.WIDE);
    }

    private static final int EINTR = UvErrors.code("EINTR");
    private static final int ENOBUFS = UvErrors.code("ENOBUFS");

    private PosixSockets() {}

    private static int check(String operation, LibC.Call call) {
        Linking.ensure(Calls.class);
        return LibC.check(operation, call);
    }

    /// Makes a unix domain stream socket.
    ///
    /// @return its descriptor, which the caller closes or passes on
    public static int unixStream() {
        return unixSocket(Abi.SOCK_STREAM);
    }

    /// Makes a unix domain datagram socket.
    ///
    /// @return its descriptor, which the caller closes or passes on
    public static int unixDatagram() {
        return unixSocket(Abi.SOCK_DGRAM);
    }

    private static int unixSocket(int type) {
        Linking.ensure(Calls.class);
        int fd = LibC.open("socket", state ->
                (int) (long) Calls.SOCKET.invokeExact(state, (long) Abi.AF_UNIX, (long) type, 0L, 0L, 0L));
        try {
            setCloseOnExec(fd);
            return fd;
        } catch (Throwable thrown) {
            close(fd);
            throw thrown;
        }
    }

    private static void setCloseOnExec(int fd) {
        Fcntl.check(fd, Fcntl.F_SETFD, Fcntl.FD_CLOEXEC);
    }

    /// Closes a descriptor without another owner. It is closed also if a signal interrupts that, or an error comes
    /// after the system's call. If this throws an [Error], the descriptor is still open.
    ///
    /// @param fd the descriptor
    /// @throws UvFailure if it was not open, or the system has lost what was written to it
    public static void close(int fd) {
        Linking.ensure(Calls.class);
        boolean[] called = new boolean[1];
        long status;
        try {
            status = LibC.result(state -> {
                long result = (int) (long) Calls.CLOSE.invokeExact(state, (long) fd, 0L, 0L, 0L, 0L);
                called[0] = true;
                return result;
            });
        } catch (Throwable thrown) {
            if (called[0]) {
                return;
            }
            throw thrown;
        }
        if (status < 0 && status != EINTR) {
            throw new UvFailure("close", (int) status);
        }
    }

    /// Sends a datagram from a unix socket at once or not at all. libuv takes every name for a path.
    ///
    /// @param fd the socket, non-blocking
    /// @param from the address of its first byte
    /// @param length in bytes, may be 0
    /// @param name the address of a `sockaddr_un`, with zeros behind the name
    /// @return the number of bytes sent, or a negative error; EAGAIN if it could not be sent now
    static int sendUnix(int fd, long from, long length, long name) {
        Linking.ensure(SendTo.class);
        long size = UnixAddresses.sizeOf(name);
        int sent = (int) LibC.result(state -> (long)
                SendTo.HANDLE.invokeExact(state, (long) fd, from, length, (long) Abi.MSG_NOSIGNAL, name, size, 0L));
        return sent == ENOBUFS ? UvErrors.EAGAIN : sent;
    }

    /// Binds a unix socket.
    ///
    /// @param fd the socket
    /// @param name a path, or a name that begins with NUL in the abstract namespace
    public static void bindUnix(int fd, byte[] name) {
        withUnixAddress(
                name,
                (address, size) -> check("bind", state ->
                        (int) (long) Calls.BIND.invokeExact(state, (long) fd, address, (long) size, 0L, 0L)));
    }

    /// Connects a unix socket of Linux without waiting; if the listener's queue is full, it fails with EAGAIN.
    ///
    /// @param fd the socket
    /// @param name a path, or a name that begins with NUL in the abstract namespace
    public static void connectUnix(int fd, byte[] name) {
        Fcntl.check(fd, Fcntl.F_SETFL, Abi.O_NONBLOCK);
        withUnixAddress(
                name,
                (address, size) -> check("connect", state ->
                        (int) (long) Calls.CONNECT.invokeExact(state, (long) fd, address, (long) size, 0L, 0L)));
    }

    @FunctionalInterface
    private interface AddressUser {
        void use(long address, int size);
    }

    private static void withUnixAddress(byte[] name, AddressUser user) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(UnixAddresses.SIZE, 8);
            int size = UnixAddresses.write(name, block.address());
            user.use(block.address(), size);
        }
    }

    /// Binds an internet socket without libuv, which would set SO_REUSEADDR.
    ///
    /// @param fd the socket
    /// @param address resolved
    public static void bind(int fd, InetSocketAddress address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(Abi.SOCKADDR_STORAGE_SIZE, 8);
            int size = SocketAddresses.write(address, block.address());
            check("bind", state ->
                    (int) (long) Calls.BIND.invokeExact(state, (long) fd, block.address(), (long) size, 0L, 0L));
        }
    }

    /// Sets SO_REUSEPORT: several sockets may listen on one port, and the kernel distributes connections.
    ///
    /// @param fd the socket, not bound
    public static void reusePort(int fd) {
        setOption(fd, Abi.SOL_SOCKET, Abi.SO_REUSEPORT, 1);
    }

    /// Whether other sockets may share a socket's address.
    ///
    /// @param reuseAddress SO_REUSEADDR
    /// @param reusePort SO_REUSEPORT
    record Sharing(boolean reuseAddress, boolean reusePort) {}

    /// Whether other sockets may share a socket's address.
    ///
    /// @param fd the socket
    /// @return whether they may
    /// @throws UvFailure if it is not a socket
    static Sharing sharing(int fd) {
        return new Sharing(
                option(fd, Abi.SOL_SOCKET, Abi.SO_REUSEADDR) != 0, option(fd, Abi.SOL_SOCKET, Abi.SO_REUSEPORT) != 0);
    }

    /// Sets whether other sockets may share a socket's address.
    ///
    /// @param fd the socket
    /// @param sharing whether they may
    static void sharing(int fd, Sharing sharing) {
        Sharing now = sharing(fd);
        if (now.reuseAddress() != sharing.reuseAddress()) {
            setOption(fd, Abi.SOL_SOCKET, Abi.SO_REUSEADDR, sharing.reuseAddress() ? 1 : 0);
        }
        if (now.reusePort() != sharing.reusePort()) {
            setOption(fd, Abi.SOL_SOCKET, Abi.SO_REUSEPORT, sharing.reusePort() ? 1 : 0);
        }
    }

    /// Sets IPV6_V6ONLY: an IPv6 listener leaves the port free for an IPv4 one.
    ///
    /// @param fd the socket, not bound
    public static void ipv6Only(int fd) {
        setOption(fd, Abi.IPPROTO_IPV6, Abi.IPV6_V6ONLY, 1);
    }

    /// Sets TCP_USER_TIMEOUT: how long what was sent may stay without an answer. On Linux only.
    ///
    /// @param fd a TCP socket
    /// @param millis zero for the system's
    /// @throws UvFailure if the system refuses
    public static void userTimeout(int fd, int millis) {
        setOption(fd, Abi.IPPROTO_TCP, Abi.TCP_USER_TIMEOUT, millis);
    }

    private static void setOption(int fd, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocateFrom(JAVA_INT, value);
            check("setsockopt", state -> (int) (long) Calls.SETSOCKOPT.invokeExact(
                    state, (long) fd, (long) level, (long) option, block.address(), (long) Integer.BYTES));
        }
    }

    /// Whether a socket listens.
    ///
    /// @param fd the socket
    /// @return true if it does
    /// @throws UvFailure if it is not a socket
    public static boolean isListening(int fd) {
        return option(fd, Abi.SOL_SOCKET, Abi.SO_ACCEPTCONN) != 0;
    }

    /// Returns and clears the pending error of a socket.
    ///
    /// @param fd the socket
    /// @return libuv's negative number, or 0 if there is none
    /// @throws UvFailure if it is not a socket
    static int pendingError(int fd) {
        return -option(fd, Abi.SOL_SOCKET, Abi.SO_ERROR);
    }

    /// Returns the kind of a socket.
    ///
    /// @param fd the descriptor
    /// @return its kind
    /// @throws UvFailure if it is not a socket
    public static Kind kindOf(int fd) {
        int type = option(fd, Abi.SOL_SOCKET, Abi.SO_TYPE);
        int family = familyOf(fd);
        boolean isInternet = family == Abi.AF_INET || family == Abi.AF_INET6;
        if (type == Abi.SOCK_STREAM) {
            return family == Abi.AF_UNIX ? Kind.UNIX : isInternet ? Kind.TCP : Kind.OTHER;
        }
        if (type == Abi.SOCK_DGRAM) {
            return family == Abi.AF_UNIX ? Kind.UNIX_DATAGRAM : isInternet ? Kind.UDP : Kind.OTHER;
        }
        return Kind.OTHER;
    }

    /// Whether a socket has a peer.
    ///
    /// @param fd the socket
    /// @return true if it is connected
    public static boolean isConnected(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(Abi.SOCKADDR_STORAGE_SIZE, 8);
            MemorySegment size = arena.allocateFrom(JAVA_INT, Abi.SOCKADDR_STORAGE_SIZE);
            check("getpeername", state -> (int)
                    (long) Calls.GETPEERNAME.invokeExact(state, (long) fd, name.address(), size.address(), 0L, 0L));
            return true;
        } catch (UvFailure failure) {
            if (failure.code() == UvErrors.ENOTCONN) {
                return false;
            }
            throw failure;
        }
    }

    /// Whether a socket is of IPv6.
    ///
    /// @param fd the socket
    /// @return true if it is; false for every other kind of descriptor
    static boolean isIpv6(int fd) {
        return isOf(Abi.AF_INET6, fd);
    }

    /// Whether a socket is of the unix domain.
    ///
    /// @param fd the socket
    /// @return true if it is; false for every other kind of descriptor
    static boolean isUnix(int fd) {
        return isOf(Abi.AF_UNIX, fd);
    }

    private static boolean isOf(int family, int fd) {
        try {
            return familyOf(fd) == family;
        } catch (UvFailure noSocket) {
            return false;
        }
    }

    private static int familyOf(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(Abi.SOCKADDR_STORAGE_SIZE, 8);
            MemorySegment size = arena.allocateFrom(JAVA_INT, Abi.SOCKADDR_STORAGE_SIZE);
            check("getsockname", state -> (int)
                    (long) Calls.GETSOCKNAME.invokeExact(state, (long) fd, name.address(), size.address(), 0L, 0L));
            return Abi.family(name.address());
        }
    }

    private static int option(int fd, int level, int option) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(JAVA_INT, 0);
            MemorySegment size = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            check("getsockopt", state -> (int) (long) Calls.GETSOCKOPT.invokeExact(
                    state, (long) fd, (long) level, (long) option, value.address(), size.address()));
            return value.get(JAVA_INT, 0);
        }
    }

    /// What kind of socket a descriptor is.
    public enum Kind {
        /// A TCP socket of IPv4 or IPv6.
        TCP,
        /// A unix domain stream socket.
        UNIX,
        /// A UDP socket of IPv4 or IPv6.
        UDP,
        /// A unix domain datagram socket.
        UNIX_DATAGRAM,
        /// A socket of another type or family.
        OTHER
    }
}
