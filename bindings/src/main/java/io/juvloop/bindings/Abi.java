package io.juvloop.bindings;

/// The few facts of the C side that differ between platforms, decided once.
///
/// Every other fact is either asked of libuv at run time (`uv_handle_size`, `uv_req_size`, `uv_loop_size`) or the
/// same everywhere. `native/layout-check.c` prints the C compiler's values, and a test compares them with these.
///
/// Any thread. Constants.
public final class Abi {
    private static final boolean WINDOWS = Platform.current().isWindows();
    private static final boolean MAC = Platform.current().isMac();
    private static final boolean LINUX = Platform.current().isLinux();
    private static final boolean X86_64 = Platform.current().arch().equals("x86_64");

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

    /// Any family of addresses.
    public static final int AF_UNSPEC = 0;

    static final int AF_UNIX = 1;

    /// IPv4.
    public static final int AF_INET = 2;

    /// IPv6.
    public static final int AF_INET6 = WINDOWS ? 23 : MAC ? 30 : 10;

    /// A connection.
    public static final int SOCK_STREAM = 1;

    /// Datagrams.
    public static final int SOCK_DGRAM = 2;

    /// Packets of a user-defined protocol.
    public static final int SOCK_RAW = 3;

    /// A connection that keeps record boundaries.
    public static final int SOCK_SEQPACKET = 5;

    static final int IPPROTO_TCP = 6;

    static final int SOL_SOCKET = LINUX ? 1 : 0xffff;
    static final int SO_REUSEADDR = LINUX ? 2 : 4;
    static final int SO_REUSEPORT = LINUX ? 15 : 0x200;
    static final int SO_TYPE = LINUX ? 3 : 0x1008;
    static final int SO_ERROR = LINUX ? 4 : 0x1007;
    static final int SO_ACCEPTCONN = LINUX ? 30 : 2;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = LINUX ? 26 : 27;

    /// Linux only.
    static final int TCP_USER_TIMEOUT = 18;

    /// `AI_PASSIVE`: without a host, the addresses to listen on.
    public static final int AI_PASSIVE = 1;

    /// `AI_CANONNAME`: return the canonical name of the host.
    public static final int AI_CANONNAME = 2;

    /// `AI_NUMERICHOST`: the host is a number.
    public static final int AI_NUMERICHOST = 4;

    /// `AI_NUMERICSERV`: the service is a number.
    public static final int AI_NUMERICSERV = WINDOWS ? 8 : MAC ? 0x1000 : 0x400;

    /// With `AI_V4MAPPED`: IPv4 addresses as well as IPv6.
    public static final int AI_ALL = LINUX ? 0x10 : 0x100;

    /// `AI_V4MAPPED`: IPv4 addresses mapped to IPv6, if the host has none of IPv6.
    public static final int AI_V4MAPPED = LINUX ? 8 : 0x800;

    /// `AI_ADDRCONFIG`: only families for which this machine has an address.
    public static final int AI_ADDRCONFIG = LINUX ? 0x20 : 0x400;

    /// `NI_NOFQDN`: only the first part of a local name.
    public static final int NI_NOFQDN = LINUX ? 4 : 1;

    /// `NI_NUMERICHOST`: the host as a number.
    public static final int NI_NUMERICHOST = LINUX ? 1 : 2;

    /// `NI_NUMERICSERV`: the service as a number.
    public static final int NI_NUMERICSERV = LINUX ? 2 : 8;

    /// `NI_NAMEREQD`: a host without a name is an error.
    public static final int NI_NAMEREQD = LINUX ? 8 : 4;

    /// `NI_DGRAM`: the service is one of datagrams.
    public static final int NI_DGRAM = 16;

    /// `MSG_NOSIGNAL`: a send to a lost peer raises no SIGPIPE. macOS has had it since version 11, the oldest
    /// that this JDK runs on; older versions ignore it.
    static final int MSG_NOSIGNAL = LINUX ? 0x4000 : MAC ? 0x80000 : 0;

    /// libuv's number for a call that a signal interrupted. It is fixed here because the error table is built
    /// late.
    static final int EINTR = WINDOWS ? -4072 : -4;

    /// The errno of the C library, which is positive; libuv has no name for it.
    static final int EINPROGRESS = MAC ? 36 : 115;

    /// Offsets in `struct msghdr`; its `struct iovec` is a `uv_buf_t`. The count is narrower on macOS and in musl,
    /// but padded to eight bytes.
    static final int MSGHDR_IOV = 16;

    static final int MSGHDR_IOVLEN = 24;
    static final int MSGHDR_SIZE = MAC ? 48 : 56;

    static final int O_NONBLOCK = LINUX ? 0x800 : 4;
    static final int F_DUPFD_CLOEXEC = LINUX ? 1030 : 67;

    /// Offsets in `struct addrinfo`; Linux has `ai_addr` before `ai_canonname`, the others after it.
    static final int ADDRINFO_FLAGS = 0;

    static final int ADDRINFO_FAMILY = 4;
    static final int ADDRINFO_SOCKTYPE = 8;
    static final int ADDRINFO_PROTOCOL = 12;
    static final int ADDRINFO_ADDR = LINUX ? 24 : 32;
    static final int ADDRINFO_CANONNAME = LINUX ? 32 : 24;
    static final int ADDRINFO_NEXT = 40;
    static final int ADDRINFO_SIZE = 48;

    /// Width of `uv_os_sock_t` in bytes: a file descriptor on Unix, a `SOCKET` on Windows.
    static final int OS_SOCKET_BYTES = WINDOWS ? 8 : 4;

    /// Width of `uv_os_fd_t` in bytes: a file descriptor on Unix, a `HANDLE` on Windows.
    static final int OS_FD_BYTES = WINDOWS ? 8 : 4;

    /// Width of `uv_uid_t` and `uv_gid_t` in bytes: Windows has no such numbers.
    static final int ID_BYTES = WINDOWS ? 1 : 4;

    /// Offsets in `uv_stat_t`: words of eight bytes, and then four `uv_timespec_t`, which are two C longs each.
    static final int STAT_DEV = 0;

    static final int STAT_MODE = 8;
    static final int STAT_NLINK = 16;
    static final int STAT_UID = 24;
    static final int STAT_GID = 32;
    static final int STAT_RDEV = 40;
    static final int STAT_INO = 48;
    static final int STAT_SIZE = 56;
    static final int STAT_BLKSIZE = 64;
    static final int STAT_BLOCKS = 72;
    static final int STAT_FLAGS = 80;
    static final int STAT_GEN = 88;
    static final int STAT_ATIM = 96;
    static final int STAT_MTIM = WINDOWS ? 104 : 112;
    static final int STAT_CTIM = WINDOWS ? 112 : 128;
    static final int STAT_BIRTHTIM = WINDOWS ? 120 : 144;
    static final int STAT_BYTES = WINDOWS ? 128 : 160;

    /// Width of each half of a `uv_timespec_t` in bytes.
    static final int TIMESPEC_HALF = WINDOWS ? 4 : 8;

    /// Offsets in `uv_statfs_t`.
    static final int STATFS_TYPE = 0;

    static final int STATFS_BSIZE = 8;
    static final int STATFS_BLOCKS = 16;
    static final int STATFS_BFREE = 24;
    static final int STATFS_BAVAIL = 32;
    static final int STATFS_FILES = 40;
    static final int STATFS_FFREE = 48;

    /// Offsets in `uv_dirent_t`.
    static final int DIRENT_NAME = 0;

    static final int DIRENT_TYPE = 8;
    static final int DIRENT_SIZE = 16;

    /// Offsets in `uv_dir_t` of the two fields that the caller sets.
    static final int DIR_DIRENTS = 0;

    static final int DIR_NENTRIES = 8;

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_APPEND = WINDOWS || MAC ? 0x8 : 0x400;
    static final int O_CREAT = WINDOWS ? 0x100 : MAC ? 0x200 : 0x40;
    static final int O_TRUNC = MAC ? 0x400 : 0x200;
    static final int O_EXCL = WINDOWS ? 0x400 : MAC ? 0x800 : 0x80;

    /// Size of `struct epoll_event`, which is packed on x86-64 alone.
    static final int EPOLL_EVENT_SIZE = X86_64 ? 12 : 16;

    /// Offset of `epoll_event.data`; its mask comes first.
    static final int EPOLL_EVENT_DATA = X86_64 ? 4 : 8;

    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;
    static final int EPOLLERR = 8;
    static final int EPOLLHUP = 0x10;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_DEL = 2;
    static final int EPOLL_CTL_MOD = 3;
    static final int EPOLL_CLOEXEC = 0x80000;

    /// Offsets in macOS's `struct kevent`.
    static final int KEVENT_IDENT = 0;

    static final int KEVENT_FILTER = 8;
    static final int KEVENT_FLAGS = 10;
    static final int KEVENT_FFLAGS = 12;
    static final int KEVENT_DATA = 16;
    static final int KEVENT_UDATA = 24;
    static final int KEVENT_SIZE = 32;

    static final int EVFILT_READ = -1;
    static final int EVFILT_WRITE = -2;
    static final int EV_ADD = 1;
    static final int EV_DELETE = 2;
    static final int EV_RECEIPT = 0x40;
    static final int EV_ERROR = 0x4000;

    private Abi() {}

    static void putBuffer(long buf, long base, long length) {
        Memory.putLong(buf + BUF_BASE, base);
        if (BUF_LEN_BYTES == 8) {
            Memory.putLong(buf + BUF_LEN, length);
        } else {
            Memory.putInt(buf + BUF_LEN, (int) Math.min(length, Integer.MAX_VALUE));
        }
    }

    static long base(long buf) {
        return Memory.getLong(buf + BUF_BASE);
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
