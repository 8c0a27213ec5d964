package io.juvloop.internal.tty;

import io.juvloop.bindings.TerminalModes;

/// Has the JVM, when it ends, put every terminal back that is in another mode than its normal one.
///
/// Any thread. A shutdown hook that is installed once, when the first terminal needs it.
final class EndOfTerminals extends Thread {
    private static boolean installed;

    private EndOfTerminals() {
        super(null, null, "juvloop-end-of-terminals", 0, false);
    }

    /// From now on, the JVM puts terminals back when it ends.
    ///
    /// @throws IllegalStateException if it ends already
    static synchronized void install() {
        if (installed) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new EndOfTerminals());
            installed = true;
        } catch (IllegalStateException endsAlready) {
            throw new IllegalStateException("the JVM ends, so its terminals stay in their normal mode", endsAlready);
        }
    }

    @Override
    public void run() {
        TerminalModes.restoreAll();
    }
}
