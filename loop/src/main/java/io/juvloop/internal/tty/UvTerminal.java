package io.juvloop.internal.tty;

import io.juvloop.ExceptionContext;
import io.juvloop.Transport;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvTty;
import io.juvloop.bindings.UvVersion;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.ScopedContext;
import io.juvloop.terminal.Terminal;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.terminal.WindowSize;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The terminal of a transport.
///
/// Loop thread only. Lives as long as the transport's handle; afterwards its methods throw.
final class UvTerminal implements Terminal {
    private final LoopCore core;
    private final WindowWatch windows;
    private final UvTty stream;
    private final Transport transport;
    private TerminalMode mode = TerminalMode.NORMAL;
    private @Nullable Consumer<WindowSize> listener;
    private @Nullable WindowSize lastSize;

    UvTerminal(LoopCore core, WindowWatch windows, UvTty stream, Transport transport) {
        this.core = core;
        this.windows = windows;
        this.stream = stream;
        this.transport = transport;
    }

    @Override
    public TerminalMode mode() {
        core.checkThread();
        return mode;
    }

    @Override
    public void setMode(TerminalMode next) throws IOException {
        Objects.requireNonNull(next, "the mode is null");
        requireOpen();
        if (next == TerminalMode.RAW_VT) {
            requireVersion(UvTty.RAW_VT_SINCE);
        }
        if (next != TerminalMode.NORMAL) {
            TerminalRestorer.needs(this);
        }
        try {
            stream.mode(number(next));
            mode = next;
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, transport);
        } finally {
            if (mode == TerminalMode.NORMAL) {
                TerminalRestorer.needsNoMore(this);
            }
        }
    }

    private static int number(TerminalMode mode) {
        return switch (mode) {
            case NORMAL -> UvTty.NORMAL;
            case RAW -> UvTty.RAW;
            case RAW_VT -> UvTty.RAW_VT;
            case IO -> UvTty.IO;
        };
    }

    private static void requireVersion(UvVersion needed) {
        UvVersion here = LibUv.require().version();
        if (here.compareTo(needed) < 0) {
            throw new UnsupportedOperationException("TerminalMode.RAW_VT needs libuv " + needed + "; this is " + here);
        }
    }

    @Override
    public WindowSize windowSize() throws IOException {
        requireOpen();
        try {
            return size();
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, transport);
        }
    }

    private WindowSize size() {
        UvTty.WindowSize size = stream.windowSize();
        return new WindowSize(size.columns(), size.rows());
    }

    @Override
    public void onResize(@Nullable Consumer<WindowSize> next) throws IOException {
        WindowSize now = windowSize();
        if (next == null) {
            ignoreWindow();
            return;
        }
        if (listener == null) {
            listenToWindow();
        }
        lastSize = now;
        listener = ScopedContext.bind(next);
    }

    private void listenToWindow() throws IOException {
        try {
            windows.add(this);
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, transport);
        }
    }

    private void ignoreWindow() {
        if (listener != null) {
            listener = null;
            windows.remove(this);
        }
    }

    /// Checks the size, because some window of this process was resized.
    void mayHaveResized() {
        Consumer<WindowSize> current = listener;
        if (current == null || !stream.isOpen()) {
            return;
        }
        WindowSize now;
        try {
            now = size();
        } catch (UvFailure gone) {
            return; // reading reports the error
        }
        if (!now.equals(lastSize)) {
            lastSize = now;
            notifyListener(current, now);
        }
    }

    private void notifyListener(Consumer<WindowSize> current, WindowSize size) {
        try {
            current.accept(size);
        } catch (Throwable thrown) {
            core.failed(
                    thrown,
                    () -> ExceptionContext.of("the listener of a terminal's window failed", thrown)
                            .with(transport, transport.protocol()));
        }
    }

    /// The handle is closed or closing, which restores the terminal.
    void closed() {
        mode = TerminalMode.NORMAL;
        TerminalRestorer.needsNoMore(this);
        ignoreWindow();
    }

    private void requireOpen() throws IOException {
        core.checkThread();
        if (!stream.isOpen()) {
            throw new IOException("the terminal is closed");
        }
    }
}
