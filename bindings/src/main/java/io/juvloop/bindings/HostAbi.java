package io.juvloop.bindings;

/// The layouts of libuv's host information, as [Abi] has those that a loop needs. On Windows a C `long` is
/// narrower, and every field behind it moves up.
///
/// Any thread. Constants, compared with the C compiler's by a test.
final class HostAbi {
    /// Width of a C `long`.
    static final int LONG_BYTES = Platform.current().isWindows() ? 4 : 8;

    static final int INTERFACE_NAME = 0;
    static final int INTERFACE_PHYS_ADDR = 8;
    static final int INTERFACE_IS_INTERNAL = 16;
    static final int INTERFACE_ADDRESS = 20;
    static final int INTERFACE_NETMASK = 48;
    static final int INTERFACE_SIZE = 80;

    static final int CPU_MODEL = 0;
    static final int CPU_SPEED = 8;

    /// The first of five counters: user, nice, sys, idle, irq.
    static final int CPU_TIMES = 16;

    static final int CPU_SIZE = 56;

    static final int TIMEVAL_USEC = LONG_BYTES;
    static final int RUSAGE_UTIME = 0;
    static final int RUSAGE_STIME = 2 * LONG_BYTES;

    /// The first of fourteen counters, in the order of `getrusage`.
    static final int RUSAGE_COUNTERS = 4 * LONG_BYTES;

    static final int RUSAGE_SIZE = RUSAGE_COUNTERS + 14 * 8;

    static final int PASSWD_USERNAME = 0;
    static final int PASSWD_UID = 8;
    static final int PASSWD_GID = 8 + LONG_BYTES;
    static final int PASSWD_SHELL = 8 + 2 * LONG_BYTES;
    static final int PASSWD_HOMEDIR = 16 + 2 * LONG_BYTES;
    static final int PASSWD_SIZE = 24 + 2 * LONG_BYTES;

    static final int GROUP_NAME = 0;
    static final int GROUP_GID = 8;
    static final int GROUP_MEMBERS = 16;
    static final int GROUP_SIZE = 24;

    static final int UTSNAME_TEXT_BYTES = 256;
    static final int UTSNAME_SIZE = 4 * UTSNAME_TEXT_BYTES;

    static final int METRICS_LOOP_COUNT = 0;
    static final int METRICS_EVENTS = 8;
    static final int METRICS_EVENTS_WAITING = 16;
    static final int METRICS_SIZE = 128;

    private HostAbi() {}

    /// Reads a C `unsigned long`.
    static long getLong(long address) {
        return LONG_BYTES == 4 ? Integer.toUnsignedLong(Memory.getInt(address)) : Memory.getLong(address);
    }
}
