package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// libuv's errors by name: the numbers differ between platforms, the names do not.
///
/// The table is built at the first error, by asking `uv_err_name_r` about every possible number: negated errnos
/// on Unix, and libuv's own ranges below -3000.
///
/// Any thread. Lives as long as the process. See [Error handling](https://docs.libuv.org/en/v1.x/errors.html).
public final class UvErrors {
    /// The ranges of error numbers, first and last: errnos, the resolver's, libuv's own.
    private static final int[][] RANGES = {{1, 200}, {3000, 3020}, {4000, 4100}};

    private static final int TEXT_SIZE = 256;

    private record Entry(String name, String text) {}

    private static final Map<Integer, Entry> BY_CODE = new HashMap<>();
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    static {
        LibUv.loaded();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(TEXT_SIZE);
            for (int[] range : RANGES) {
                for (int code = range[0]; code <= range[1]; code++) {
                    ask(-code, text);
                }
            }
        }
    }

    /// End of the stream, a result of reading.
    public static final int EOF = code("EOF");

    /// The operation would block.
    public static final int EAGAIN = code("EAGAIN");

    /// The operation was cancelled, mostly by closing its handle.
    public static final int ECANCELED = code("ECANCELED");

    /// The number is not an open descriptor.
    static final int EBADF = code("EBADF");

    /// The address is in use, or the object exists already.
    static final int EEXIST = code("EEXIST");

    /// Out of memory.
    static final int ENOMEM = code("ENOMEM");

    /// There was no buffer to read into.
    public static final int ENOBUFS = code("ENOBUFS");

    /// A device failed, or a terminal has lost its master side.
    public static final int EIO = code("EIO");

    /// The reading end is closed.
    public static final int EPIPE = code("EPIPE");

    /// The descriptor is not a socket.
    static final int ENOTSOCK = code("ENOTSOCK");

    /// The socket is not connected.
    public static final int ENOTCONN = code("ENOTCONN");

    /// An argument is invalid.
    public static final int EINVAL = code("EINVAL");

    /// The address family is not available.
    public static final int EADDRNOTAVAIL = code("EADDRNOTAVAIL");

    /// There is no such process.
    public static final int ESRCH = code("ESRCH");

    private UvErrors() {}

    private static void ask(int code, MemorySegment text) {
        text.set(JAVA_BYTE, 0, (byte) 0);
        long _ = LoopDowncalls.uv_err_name_r(code, text.address(), TEXT_SIZE);
        if (text.get(JAVA_BYTE, 0) == 0 || text.get(JAVA_BYTE, 1) == 'n') {
            return; // no number of an error: "Unknown system error"
        }
        String name = text.getString(0);
        long _ = LoopDowncalls.uv_strerror_r(code, text.address(), TEXT_SIZE);
        BY_CODE.put(code, new Entry(name, text.getString(0)));
        BY_NAME.put(name, code);
    }

    /// The number of an error on this platform.
    ///
    /// @param name such as `ECONNREFUSED`
    /// @return the negative number, or 0 if this libuv does not have it
    public static int code(String name) {
        return BY_NAME.getOrDefault(name, 0);
    }

    /// The name of an error.
    ///
    /// @param code a negative result of libuv
    /// @return such as `ECONNREFUSED`; `UNKNOWN` with the number for one that libuv does not name
    public static String name(int code) {
        Entry entry = BY_CODE.get(code);
        return entry == null ? "UNKNOWN " + code : entry.name;
    }

    /// Returns the message of an error, in libuv's English.
    ///
    /// @param code a negative result of libuv
    /// @return such as `connection refused`
    public static String text(int code) {
        Entry entry = BY_CODE.get(code);
        return entry == null ? "unknown error " + code : entry.text;
    }

    /// All names that the running libuv knows.
    ///
    /// @return the names
    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }
}
