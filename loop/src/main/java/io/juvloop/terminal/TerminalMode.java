package io.juvloop.terminal;

/// How a terminal treats what is typed.
///
/// Any thread. See [uv_tty_mode_t](https://docs.libuv.org/en/v1.x/tty.html#c.uv_tty_mode_t).
public enum TerminalMode {
    /// As it was: usually whole lines, which the terminal echoes and lets the user correct; Ctrl-C sends
    /// [io.juvloop.Signal#INT].
    NORMAL,
    /// Each key at once, without echo; Ctrl-C is a byte as well, 3. What is written is still made into lines.
    RAW,
    /// On Windows, keys and mouse as escape sequences that the console makes itself; elsewhere the same as
    /// [#RAW]. Needs libuv 1.51.
    RAW_VT,
    /// Nothing is touched in either direction, for other protocols than people's.
    IO
}
