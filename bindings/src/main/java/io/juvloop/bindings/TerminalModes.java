package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which terminals are in another mode than their normal one, and how each was before, so that the end of the
/// process, on whichever thread it is noticed, leaves them as they were.
///
/// `uv_tty_reset_mode` remembers one terminal, and by a number that may be another file's by then; so it is used
/// on Windows only, where there is but one console.
///
/// Any thread, one at a time. See
/// [uv_tty_reset_mode](https://docs.libuv.org/en/v1.x/tty.html#c.uv_tty_reset_mode).
public final class TerminalModes {
    private static final Map<UvTty, Restoring> CHANGED = new LinkedHashMap<>();
    private static boolean ended;

    @FunctionalInterface
    private interface Restoring {
        void restore();
    }

    private TerminalModes() {}

    /// Around a change to another mode than the normal one.
    ///
    /// @throws IllegalStateException after [#restoreAll]
    static synchronized void leaveNormal(UvTty terminal, Runnable change) {
        if (ended) {
            throw new IllegalStateException("the JVM ends, so its terminals stay in their normal mode");
        }
        if (CHANGED.containsKey(terminal)) {
            change.run();
            return;
        }
        Restoring restoring = asItIs(terminal);
        change.run();
        CHANGED.put(terminal, restoring);
    }

    private static Restoring asItIs(UvTty terminal) {
        if (Host.current().isWindows()) {
            return uv_h::uv_tty_reset_mode;
        }
        int descriptor = (int) terminal.fileno();
        TerminalSettings settings = TerminalSettings.of(descriptor);
        return () -> settings.apply(descriptor);
    }

    /// Around a change back.
    static synchronized void returnToNormal(UvTty terminal, Runnable change) {
        change.run();
        CHANGED.remove(terminal);
    }

    /// Puts a terminal back that is about to be closed, without waiting for its output as libuv would.
    static synchronized void close(UvTty terminal) {
        Restoring restoring = CHANGED.remove(terminal);
        if (restoring != null) {
            try {
                restoring.restore();
            } catch (UvFailure gone) {
                // a terminal that is not there any more has no mode either
                return;
            }
        }
    }

    /// Puts every terminal back, the last changed first, and keeps them so: for the end of the JVM.
    public static synchronized void restoreAll() {
        ended = true;
        for (UvTty terminal : List.copyOf(CHANGED.keySet()).reversed()) {
            close(terminal);
        }
    }
}
