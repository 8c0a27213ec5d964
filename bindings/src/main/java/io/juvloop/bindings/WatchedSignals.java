package io.juvloop.bindings;

import java.util.HashMap;
import java.util.Map;

/// Puts back what a signal did before libuv watched it. libuv itself restores the system's default when its last
/// watcher stops, which takes the JVM's handler away, and with it the shutdown hooks at Ctrl-C.
///
/// The watchers of all loops are counted, because only the first and the last of a number change anything. If
/// somebody else has set an action meanwhile, that one is left. Between libuv's restoring and ours lie some
/// microseconds in which the signal has its default effect.
///
/// Any thread, one at a time. On Windows nothing has to be put back: handlers of the console are a list there.
final class WatchedSignals {
    private static final Map<Integer, Watched> BY_NUMBER = new HashMap<>();

    private static final class Watched {
        final SignalAction before;
        final SignalAction watching;
        int watchers = 1;

        Watched(SignalAction before, SignalAction watching) {
            this.before = before;
            this.watching = watching;
        }
    }

    private WatchedSignals() {}

    /// Around the start of a watcher.
    ///
    /// @throws UvFailure if there is no such signal, or it cannot be watched; then nothing has changed
    static synchronized void start(int number, Runnable start) {
        if (Host.current().isWindows()) {
            start.run();
            return;
        }
        Watched known = BY_NUMBER.get(number);
        if (known != null) {
            start.run();
            known.watchers++;
            return;
        }
        SignalAction before = SignalAction.current(number);
        start.run();
        BY_NUMBER.put(number, new Watched(before, SignalAction.current(number)));
    }

    /// Around the stop of a watcher that was started.
    static synchronized void stop(int number, Runnable stop) {
        Watched known = BY_NUMBER.get(number);
        if (known == null || --known.watchers > 0) {
            stop.run();
            return;
        }
        BY_NUMBER.remove(number);
        SignalAction now = SignalAction.current(number);
        stop.run();
        (now.handlesAs(known.watching) ? known.before : now).install(number);
    }
}
