package io.juvloop.internal.tty;

import io.juvloop.bindings.TerminalModes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has the JVM, when it ends, put every terminal back that is in another mode than its normal one.
///
/// Any thread. A shutdown hook that is there while a terminal needs it, and no longer, as the JVM holds its hooks and
/// they hold their class loader.
final class EndOfTerminals extends Thread {
    private static final Set<UvTerminal> NEEDING = new HashSet<>();
    private static @Nullable EndOfTerminals installed;

    private EndOfTerminals() {
        super(null, null, "juvloop-end-of-terminals", 0, false);
    }

    /// From now on, the JVM puts terminals back when it ends.
    ///
    /// @throws IllegalStateException if it ends already
    static synchronized void needs(UvTerminal terminal) {
        if (installed == null) {
            EndOfTerminals hook = new EndOfTerminals();
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

    /// A terminal is in its normal mode again.
    static synchronized void needsNoMore(UvTerminal terminal) {
        EndOfTerminals hook = installed;
        if (NEEDING.remove(terminal) && NEEDING.isEmpty() && hook != null) {
            try {
                var _ = Runtime.getRuntime().removeShutdownHook(hook);
                installed = null;
            } catch (IllegalStateException endsAlready) {
                return; // and the hook does nothing more
            }
        }
    }

    @Override
    public void run() {
        TerminalModes.restoreAll();
    }
}
