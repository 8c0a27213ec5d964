package io.juvloop.host;

/// What depends on the version of the libuv that was found: all that is newer than the oldest that is supported,
/// 1.44, each with the version that brought it.
///
/// [LoopHost#supports] says whether this process has one. Using one that it has not throws an
/// [UnsupportedOperationException] that names the version needed; nothing else does. Some are never refused, as each
/// says: what they are for works without them, or concerns programs in C alone.
///
/// Any thread. Constants. See [the change log](https://github.com/libuv/libuv/blob/v1.x/ChangeLog).
public enum Feature {
    /// Clocks with nanoseconds: [io.juvloop.host.Host#realTime], [io.juvloop.host.Host#monotonicTime].
    CLOCKS("1.45"),
    /// Memory that this process may still take: [io.juvloop.host.Host#availableMemory].
    AVAILABLE_MEMORY("1.45"),
    /// Iterations and events of a loop: [LoopHost#eventCounts].
    EVENT_COUNTS("1.45"),
    /// Users and groups by number: [io.juvloop.host.Host#user], [io.juvloop.host.Host#group].
    USER_DATABASE("1.45"),
    /// The processors a loop's thread may run on: [LoopHost#threadAffinity], [LoopHost#setThreadAffinity]. On
    /// Linux with every libuv, through the C library; never on macOS.
    THREAD_AFFINITY("1.45"),
    /// The processor a loop's thread runs on: [LoopHost#threadCpu]. On Linux with every libuv, through the C
    /// library; never on macOS.
    CURRENT_CPU("1.45"),
    /// Names of pipes that are refused and not cut if they are too long, and abstract names. No method of its own:
    /// unix sockets are bound and connected by us, with such names, whatever libuv has.
    EXACT_PIPE_NAMES("1.46"),
    /// How urgent a loop's thread is: [LoopHost#threadPriority], [LoopHost#setThreadPriority].
    THREAD_PRIORITY("1.48"),
    /// Windows' ill-formed names in UTF-8 and back. No method of its own: it is for strings of C, and Java's are
    /// UTF-16 themselves.
    WTF8("1.49"),
    /// Several datagrams in one call of the system: [io.juvloop.datagram.DatagramTransport#sendAll], and what waits to
    /// be sent. Nothing throws: without it, they go one by one.
    BATCHED_DATAGRAMS("1.50"),
    /// What a loop's thread has used up: [LoopHost#threadUsage].
    THREAD_USAGE("1.50"),
    /// Threads of C that end by themselves. No method of its own: threads are Java's, and none is made by libuv for
    /// us.
    DETACHED_THREADS("1.50"),
    /// The system's name of a loop's thread: [LoopHost#setThreadName]. On Linux with every libuv, through the C
    /// library; Java's own name of the thread is set everywhere.
    THREAD_NAME("1.50"),
    /// How often and how long an idle peer is probed: [io.juvloop.TransportSocket#setKeepAlive] with an interval.
    /// Without it, only when the first probe goes out.
    KEEPALIVE_INTERVALS("1.52"),
    /// Datagram sockets taken over without letting others have their address, see
    /// [io.juvloop.datagram.DatagramOptions#withSocket]. Nothing throws: without it, we take that back ourselves,
    /// except on Windows.
    ADOPTED_DATAGRAM_FLAGS("1.52"),
    /// How much of a write went out before it failed. No method of its own: a [io.juvloop.Transport] that loses its
    /// connection takes no bytes back, since those that went out need not have arrived either.
    PARTIAL_WRITES("1.53");

    private final String since;

    Feature(String since) {
        this.since = since;
    }

    /// The version of libuv that brought it.
    ///
    /// @return such as `1.45`
    public String since() {
        return since;
    }
}
