package io.juvloop.phases;

/// The phases of an iteration in which a hook can run, in order.
///
/// Any thread. Constants. See [Design overview](https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop).
public enum LoopPhase {
    /// After the ready callbacks; while there is a hook in this phase, the loop polls for I/O without waiting.
    IDLE,
    /// Right before the loop waits for I/O.
    PREPARE,
    /// Right after the loop has waited, and has run the callbacks of the events.
    CHECK
}
