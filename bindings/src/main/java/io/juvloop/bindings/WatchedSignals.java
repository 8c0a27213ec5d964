package io.juvloop.bindings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts back what a signal did before libuv watched it. libuv itself restores the system's default when its last
/// watcher of a number stops, which takes the JVM's handler away, and with it the shutdown hooks at Ctrl-C.
///
/// So its last watcher never stops: once a number is watched, a watcher more of it is in a loop that nobody runs,
/// until the process ends. libuv then leaves the action alone, and it is changed here, in one step from one
/// handler to the other, so that a signal never meets the default in between. That loop costs four descriptors, and
/// is made for the first signal that is watched at all.
///
/// The watchers of all loops are counted, because only the first and the last of a number change anything. If
/// somebody else has set an action meanwhile, that one is left.
///
/// Any thread, one at a time. On Windows nothing has to be put back: handlers of the console are a list there.
final class WatchedSignals {
    private static final Map<Integer, Watched> BY_NUMBER = new HashMap<>();
    private static @Nullable UvLoop neverRun;
    private static @Nullable UvSignal spare;

    private static final class Watched {
        final SignalAction watching;
        SignalAction before;
        int watchers = 1;

        Watched(SignalAction watching, SignalAction before) {
            this.watching = watching;
            this.before = before;
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
        if (known == null) {
            BY_NUMBER.put(number, startFirst(number, start));
        } else if (known.watchers > 0) {
            start.run();
            known.watchers++;
        } else {
            known.before = SignalAction.current(number);
            start.run();
            known.watching.install(number);
            known.watchers = 1;
        }
    }

    /// libuv sets its action now, and never again.
    private static Watched startFirst(int number, Runnable start) {
        UvSignal last = spare();
        SignalAction before = SignalAction.current(number);
        start.run();
        last.begin(number);
        spare = null;
        return new Watched(SignalAction.current(number), before);
    }

    /// Made first, as that can fail; not closed if the start fails, as its loop does not run, but used the next time.
    private static UvSignal spare() {
        if (neverRun == null) {
            neverRun = UvLoop.createIdle();
        }
        if (spare == null) {
            spare = new UvSignal(neverRun, () -> {});
        }
        return spare;
    }

    /// Around the stop of a watcher that was started.
    static synchronized void stop(int number, Runnable stop) {
        Watched known = BY_NUMBER.get(number);
        if (known != null
                && --known.watchers == 0
                && SignalAction.current(number).handlesAs(known.watching)) {
            known.before.install(number);
        }
        stop.run();
    }
}
