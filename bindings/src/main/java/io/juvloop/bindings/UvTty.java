package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// A `uv_tty_t`: a terminal, read and written as a stream.
///
/// Loop thread only. See [uv_tty_t](https://docs.libuv.org/en/v1.x/tty.html).
public final class UvTty extends UvStream {
    /// Opens a terminal.
    ///
    /// @param loop to live in
    /// @param descriptor of the terminal; libuv opens it anew where it can, and closes only what it opened
    /// @param events told what happens
    /// @throws UvFailure EINVAL if it is no terminal
    public UvTty(UvLoop loop, int descriptor, StreamEvents events) {
        super(loop, HandleType.TTY, events);
        // the last argument has been without meaning since 1.23
        initialised("uv_tty_init", uv_h.uv_tty_init(loop.pointer(), pointer(), descriptor, 0));
    }
}
