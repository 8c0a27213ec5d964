package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The terminals that are not in their normal mode, and the settings of each before, so that the end of the
/// process restores them, on whatever thread it is noticed.
///
/// `uv_tty_reset_mode` remembers one terminal only, by a number that may belong to another file later. So it is
/// used on Windows alone, which has one console.
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

    /// Called around a change from the normal mode to another.
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
        if (Platform.current().isWindows()) {
            return uv_h::uv_tty_reset_mode;
        }
        int descriptor = (int) terminal.fileno();
        TerminalSettings settings = TerminalSettings.of(descriptor);
        return () -> settings.apply(descriptor);
    }

    /// Called around a change back to the normal mode.
    static synchronized void returnToNormal(UvTty terminal, Runnable change) {
        change.run();
        CHANGED.remove(terminal);
    }

    /// Restores a terminal before it is closed, without waiting for its output as libuv would.
    static synchronized void close(UvTty terminal) {
        Restoring restoring = CHANGED.remove(terminal);
        if (restoring != null) {
            try {
                restoring.restore();
            } catch (UvFailure gone) {
                // a terminal that is gone has no mode
                return;
            }
        }
    }

    /// Restores every terminal, the last changed first, and refuses later changes; called when the JVM ends.
    public static synchronized void restoreAll() {
        ended = true;
        for (UvTty terminal : List.copyOf(CHANGED.keySet()).reversed()) {
            close(terminal);
        }
    }
}
