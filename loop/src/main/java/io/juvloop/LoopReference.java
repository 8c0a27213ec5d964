package io.juvloop;

/// What keeps [io.juvloop.phases.Phases#runWhileAlive] going while it is active, unless it is told not to. libuv's
/// `uv_ref`, `uv_unref` and `uv_has_ref`.
///
/// Made with a reference, of which there is one or none: asking again changes nothing. Other runs, such as
/// [EventLoop#runForever], end when they are told to and do not look at this.
///
/// Loop thread only. See [Reference counting](https://docs.libuv.org/en/v1.x/handle.html#reference-counting).
public interface LoopReference {
    /// Keeps the loop alive, from now on, while it is active.
    void ref();

    /// Lets the loop end although it is active.
    void unref();

    /// Whether it keeps the loop alive while it is active.
    ///
    /// @return true at first, and after [#ref]
    boolean hasRef();
}
