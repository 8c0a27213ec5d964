package io.juvloop.terminal;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The terminal of a transport, from [io.juvloop.ExtraInfo#TERMINAL]: its input mode and its window size.
///
/// A mode other than [TerminalMode#NORMAL] does not outlive its transport: the terminal is restored when the
/// transport or the loop is closed, and when the JVM exits in any way that runs its shutdown hooks, such as
/// [System#exit], the end of the last thread and signals. Only a process that is killed leaves it changed;
/// `stty sane` restores it.
///
/// Loop thread only. After its transport is closed, the methods throw [IOException].
///
/// See [uv_tty_t](https://docs.libuv.org/en/v1.x/tty.html).
public interface Terminal {
    /// Returns the input mode that was set through this object.
    ///
    /// @return the mode; normal at first
    TerminalMode mode();

    /// Sets the input mode, for every process that reads the terminal. If several transports share one
    /// terminal, only one of them should set the mode, because each restores the mode that it found.
    ///
    /// @param mode the mode
    /// @throws IOException if the terminal is closed or gone
    /// @throws UnsupportedOperationException for [TerminalMode#RAW_VT] with a libuv older than 1.51
    /// @throws IllegalStateException for another mode than the normal one while the JVM exits
    void setMode(TerminalMode mode) throws IOException;

    /// Returns the current size of the window.
    ///
    /// @return the size
    /// @throws IOException if the terminal is closed or gone
    WindowSize windowSize() throws IOException;

    /// Sets the listener for changes of the window's size, called in a callback of its own. On Unix the system
    /// notifies only processes in the foreground of their controlling terminal, by [io.juvloop.Signal#WINCH];
    /// on Windows libuv notices changes while the console is read.
    ///
    /// @param listener receives the new size, and replaces the previous listener; null to remove it
    /// @throws IOException if the terminal is closed or gone
    void onResize(@Nullable Consumer<WindowSize> listener) throws IOException;
}
