package io.juvloop.host;

/// The features that depend on the version of the loaded libuv: everything newer than the oldest supported
/// version, 1.44, each with the version that introduced it.
///
/// [LoopHost#supports] says whether this process has a feature. Using a missing one throws an
/// [UnsupportedOperationException] that names the version needed; no other call throws it for this reason. Some
/// features are never refused, as their descriptions say: juvloop works around their absence, or they concern
/// programs in C only.
///
/// Any thread. Constants. See [the change log](https://github.com/libuv/libuv/blob/v1.x/ChangeLog).
public enum Feature {
    /// Memory that this process may still take: [io.juvloop.host.Host#availableMemory].
    AVAILABLE_MEMORY("1.45"),
    /// The iterations and events of a loop: [LoopHost#eventCounts].
    EVENT_COUNTS("1.45"),
    /// Lookup of users and groups by number: [io.juvloop.host.Host#user], [io.juvloop.host.Host#group].
    USER_DATABASE("1.45"),
    /// The processors that a loop's thread may run on: [LoopHost#threadAffinity], [LoopHost#setThreadAffinity].
    /// On Linux available with every libuv, through the C library; never on macOS.
    THREAD_AFFINITY("1.45"),
    /// The processor that a loop's thread runs on: [LoopHost#threadCpu]. On Linux available with every libuv,
    /// through the C library; never on macOS.
    CURRENT_CPU("1.45"),
    /// The priority of a loop's thread: [LoopHost#threadPriority], [LoopHost#setThreadPriority].
    THREAD_PRIORITY("1.48"),
    /// Several datagrams in one system call: [io.juvloop.datagram.DatagramTransport#sendAll], and queued datagrams.
    /// Never refused: without it, each datagram is a system call.
    BATCHED_DATAGRAMS("1.50"),
    /// The resources used by a loop's thread: [LoopHost#threadUsage].
    THREAD_USAGE("1.50"),
    /// The system's name of a loop's thread: [LoopHost#setThreadName]. On Linux with every libuv, through the C
    /// library; Java's own name of the thread is set everywhere.
    THREAD_NAME("1.50"),
    /// The number and interval of keep-alive probes: [io.juvloop.TransportSocket#setKeepAlive] with an
    /// interval. Without it, only the delay before the first probe can be set.
    KEEPALIVE_INTERVALS("1.52"),
    /// Adopted datagram sockets whose address other sockets may not have, see
    /// [io.juvloop.datagram.DatagramOptions#withSocket]. Never refused: without it, juvloop restores the socket's
    /// option itself, except on Windows.
    ADOPTED_DATAGRAM_FLAGS("1.52");

    private final String since;

    Feature(String since) {
        this.since = since;
    }

    /// Returns the version of libuv that introduced the feature.
    ///
    /// @return the version, such as `1.45`
    public String since() {
        return since;
    }
}
