package io.juvloop.bindings;

/// The few facts of the C side that differ between platforms, decided once.
///
/// Everything else is asked of libuv at run time (`uv_handle_size`, `uv_req_size`, `uv_loop_size`) or is the same
/// everywhere. `native/layout-check.c` prints the C compiler's answers and a test compares them with these.
///
/// Any thread. Constants.
public final class Abi {
    private static final boolean WINDOWS = Host.current().isWindows();
    private static final boolean MAC = Host.current().isMac();
    private static final boolean LINUX = Host.current().isLinux();

    /// Offset of `uv_buf_t.base`: first on Unix (as in `iovec`), last on Windows (as in `WSABUF`).
    static final int BUF_BASE = WINDOWS ? 8 : 0;

    /// Offset of `uv_buf_t.len`.
    static final int BUF_LEN = WINDOWS ? 0 : 8;

    /// Width of `uv_buf_t.len` in bytes: `size_t` on Unix, `ULONG` on Windows.
    static final int BUF_LEN_BYTES = WINDOWS ? 4 : 8;

    /// Size of `uv_buf_t`.
    static final int BUF_SIZE = 16;

    /// Offset of the user's `data` pointer in `uv_handle_t`, `uv_req_t` and `uv_loop_t`.
    static final int DATA = 0;

    /// Offset of the address family in any `sockaddr`: macOS puts a length byte before it.
    static final int SOCKADDR_FAMILY = MAC ? 1 : 0;

    /// Width of the address family in bytes.
    static final int SOCKADDR_FAMILY_BYTES = MAC ? 1 : 2;

    static final int SOCKADDR_PORT = 2;
    static final int SOCKADDR_IN_ADDRESS = 4;
    static final int SOCKADDR_IN_SIZE = 16;
    static final int SOCKADDR_IN6_FLOWINFO = 4;
    static final int SOCKADDR_IN6_ADDRESS = 8;
    static final int SOCKADDR_IN6_SCOPE = 24;
    static final int SOCKADDR_IN6_SIZE = 28;

    /// Size of `sockaddr_storage`, enough for any address.
    static final int SOCKADDR_STORAGE_SIZE = 128;

    /// Offset of `sockaddr_un.sun_path`.
    static final int SUN_PATH = 2;

    /// Size of `sockaddr_un.sun_path`, its final NUL included.
    public static final int SUN_PATH_BYTES = MAC ? 104 : 108;

    static final int AF_UNSPEC = 0;
    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = WINDOWS ? 23 : MAC ? 30 : 10;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int IPPROTO_TCP = 6;

    static final int SOL_SOCKET = LINUX ? 1 : 0xffff;
    static final int SO_REUSEPORT = LINUX ? 15 : 0x200;
    static final int SO_TYPE = LINUX ? 3 : 0x1008;
    static final int SO_ERROR = LINUX ? 4 : 0x1007;
    static final int SO_ACCEPTCONN = LINUX ? 30 : 2;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = LINUX ? 26 : 27;

    static final int AI_PASSIVE = 1;

    /// Offsets in `struct addrinfo`; Linux has `ai_addr` before `ai_canonname`, the others after it.
    static final int ADDRINFO_FLAGS = 0;

    static final int ADDRINFO_FAMILY = 4;
    static final int ADDRINFO_SOCKTYPE = 8;
    static final int ADDRINFO_PROTOCOL = 12;
    static final int ADDRINFO_ADDR = LINUX ? 24 : 32;
    static final int ADDRINFO_NEXT = 40;
    static final int ADDRINFO_SIZE = 48;

    /// Width of `uv_os_sock_t` in bytes: a file descriptor on Unix, a `SOCKET` on Windows.
    static final int OS_SOCKET_BYTES = WINDOWS ? 8 : 4;

    /// Width of `uv_os_fd_t` in bytes: a file descriptor on Unix, a `HANDLE` on Windows.
    static final int OS_FD_BYTES = WINDOWS ? 8 : 4;

    private Abi() {}

    static void putBuffer(long buf, long base, long length) {
        Memory.putLong(buf + BUF_BASE, base);
        if (BUF_LEN_BYTES == 8) {
            Memory.putLong(buf + BUF_LEN, length);
        } else {
            Memory.putInt(buf + BUF_LEN, (int) Math.min(length, Integer.MAX_VALUE));
        }
    }

    static int family(long sockaddr) {
        long at = sockaddr + SOCKADDR_FAMILY;
        return SOCKADDR_FAMILY_BYTES == 1 ? Memory.getByte(at) & 0xff : Memory.getShort(at) & 0xffff;
    }

    static void putFamily(long sockaddr, int family, int size) {
        if (SOCKADDR_FAMILY_BYTES == 1) {
            Memory.putByte(sockaddr, (byte) size);
            Memory.putByte(sockaddr + SOCKADDR_FAMILY, (byte) family);
        } else {
            Memory.putShort(sockaddr + SOCKADDR_FAMILY, (short) family);
        }
    }
}
