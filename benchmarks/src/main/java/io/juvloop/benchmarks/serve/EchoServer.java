package io.juvloop.benchmarks.serve;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A peer of the benchmarks that is written in Java and lives in this jar: a TCP echo server as users of that
/// library would write it, with one thread for all connections where the library has event loop threads.
public interface EchoServer {
    /// How many connections may wait to be accepted, for every peer.
    int BACKLOG = 1024;

    /// The most that one read takes, for every peer that has a choice: the size that juvloop's own loop uses.
    int READ_BYTES = 256 * 1024;

    /// Listens, serves on a thread of its own until the process ends, and returns the address that it listens on.
    InetSocketAddress start(InetSocketAddress address) throws IOException;
}
