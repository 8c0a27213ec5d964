package io.juvloop.internal.tty;

import io.juvloop.bindings.TerminalModes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Restores, when the JVM exits, every terminal that is not in its normal mode.
///
/// Any thread. A shutdown hook that is registered only while a terminal needs it, because the JVM references
/// its hooks and they reference their class loader.
final class TerminalRestorer extends Thread {
    private static final Set<UvTerminal> NEEDING = new HashSet<>();
    private static @Nullable TerminalRestorer installed;

    private TerminalRestorer() {
        super(null, null, "juvloop-end-of-terminals", 0, false);
    }

    /// Registers a terminal to be restored when the JVM exits.
    ///
    /// @throws IllegalStateException if the JVM is already shutting down
    static synchronized void needs(UvTerminal terminal) {
        if (installed == null) {
            TerminalRestorer hook = new TerminalRestorer();
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException endsAlready) {
                throw new IllegalStateException(
                        "the JVM ends, so its terminals stay in their normal mode", endsAlready);
            }
            installed = hook;
        }
        NEEDING.add(terminal);
    }

    /// Unregisters a terminal that is in its normal mode again.
    static synchronized void needsNoMore(UvTerminal terminal) {
        TerminalRestorer hook = installed;
        if (NEEDING.remove(terminal) && NEEDING.isEmpty() && hook != null) {
            try {
                var _ = Runtime.getRuntime().removeShutdownHook(hook);
                installed = null;
            } catch (IllegalStateException endsAlready) {
                return; // the hook has nothing left to restore
            }
        }
    }

    @Override
    public void run() {
        TerminalModes.restoreAll();
    }
}
