package io.juvloop.terminal;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The terminal under a transport, by [io.juvloop.ExtraInfo#TERMINAL]: how it treats what is typed, and how large it
/// is.
///
/// A mode other than [TerminalMode#NORMAL] does not outlive what asked for it: the terminal is as it was when the
/// transport or the loop is closed, and when the JVM ends in any way that runs its shutdown hooks, such as
/// [System#exit], the end of the last thread and signals. Only a process that is killed leaves it changed;
/// `stty sane` helps.
///
/// Loop thread only. After its transport is closed, the methods throw [IOException].
///
/// See [uv_tty_t](https://docs.libuv.org/en/v1.x/tty.html).
public interface Terminal {
    /// How it treats what is typed, as far as it was set here.
    ///
    /// @return the mode; normal at first
    TerminalMode mode();

    /// Sets how it treats what is typed, for every process that reads it. If several transports are of the same
    /// terminal, only one of them should set the mode, as each restores what it found.
    ///
    /// @param mode how
    /// @throws IOException if the terminal is closed or gone
    /// @throws UnsupportedOperationException for [TerminalMode#RAW_VT] with a libuv older than 1.51
    /// @throws IllegalStateException for another mode than the normal one while the JVM ends
    void setMode(TerminalMode mode) throws IOException;

    /// How large its window is now.
    ///
    /// @return the size
    /// @throws IOException if the terminal is closed or gone
    WindowSize windowSize() throws IOException;

    /// Calls back each time the window has another size than before, in a turn of its own. On Unix the system
    /// tells only those in the foreground of their controlling terminal, by [io.juvloop.Signal#WINCH]; on Windows
    /// libuv notices while the console is read.
    ///
    /// @param listener told the new size, in place of the one before; null for nobody
    /// @throws IOException if the terminal is closed or gone
    void onResize(@Nullable Consumer<WindowSize> listener) throws IOException;
}
