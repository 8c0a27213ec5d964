package io.juvloop;

/// Whether an active handle, timer or hook keeps [io.juvloop.phases.Phases#runWhileAlive] running. libuv's
/// `uv_ref`, `uv_unref` and `uv_has_ref`.
///
/// It is created with a reference. References are not counted: setting one that is set has no effect. Other
/// runs, such as [EventLoop#runForever], end when they are stopped, and ignore references.
///
/// Loop thread only. See [Reference counting](https://docs.libuv.org/en/v1.x/handle.html#reference-counting).
public interface LoopReference {
    /// Sets the reference: this keeps the loop alive while it is active.
    void ref();

    /// Clears the reference: this does not keep the loop alive.
    void unref();

    /// Whether the reference is set.
    ///
    /// @return true initially, and after [#ref]
    boolean hasRef();
}
