package io.juvloop.bindings;

/// The state of a stream that libuv reads. A stream that the loop reads itself has none, so an idle connection
/// does not pay for it.
///
/// Loop thread only. A part of a [UvStream], from its first read on.
final class LibuvReading {
    /// Whether the owner wants incoming data.
    boolean started;

    /// Whether libuv reads once more to confirm the end of the stream.
    boolean readsOn;

    /// The last run of the loop in which it was given memory.
    long lastRun = ReceiveMemory.NEVER;
}
