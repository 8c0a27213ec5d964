package io.juvloop.bindings;

/// What there is to know of a stream that libuv reads. One that the loop reads itself has none, so an idle connection
/// does not pay for it.
///
/// Loop thread only. A part of a [UvStream], from its first reading on.
final class LibuvReading {
    /// Whether the owner wants to be given what comes.
    boolean started;

    /// Whether libuv reads once more to see whether the end is one.
    boolean readsOn;

    /// The run of the loop in which memory was given to it last.
    long lastRun = ReceiveMemory.NEVER;
}
