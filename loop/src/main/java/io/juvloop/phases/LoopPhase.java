package io.juvloop.phases;

/// The phases of an iteration in which a hook can run, in their order.
///
/// Any thread. Constants. See [Design overview](https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop).
public enum LoopPhase {
    /// After the callbacks that are ready; while a hook is here, the loop does not wait for I/O, but only looks.
    IDLE,
    /// Right before the loop waits for I/O.
    PREPARE,
    /// Right after the loop has waited, and has called back for what came.
    CHECK
}
