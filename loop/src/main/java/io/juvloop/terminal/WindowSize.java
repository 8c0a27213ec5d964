package io.juvloop.terminal;

/// The size of a terminal's window.
///
/// Any thread. Immutable. See
/// [uv_tty_get_winsize](https://docs.libuv.org/en/v1.x/tty.html#c.uv_tty_get_winsize).
///
/// @param columns its width in characters; 0 if the terminal does not know
/// @param rows its height in lines; 0 if the terminal does not know
public record WindowSize(int columns, int rows) {}
