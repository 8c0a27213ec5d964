package io.juvloop.terminal;

/// The input mode of a terminal.
///
/// Any thread. See [uv_tty_mode_t](https://docs.libuv.org/en/v1.x/tty.html#c.uv_tty_mode_t).
public enum TerminalMode {
    /// The terminal's previous mode: usually whole lines, which the terminal echoes and lets the user edit;
    /// Ctrl-C sends [io.juvloop.Signal#INT].
    NORMAL,
    /// Each key at once, without echo; Ctrl-C is the byte 3. Output is still processed.
    RAW,
    /// On Windows, keys and mouse as escape sequences that the console generates; elsewhere the same as [#RAW].
    /// Needs libuv 1.51.
    RAW_VT,
    /// Input and output are passed unchanged, for protocols between programs.
    IO
}
