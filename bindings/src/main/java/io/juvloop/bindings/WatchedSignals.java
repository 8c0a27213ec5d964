package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import org.jspecify.annotations.Nullable;

/// Restores the action that a signal had before libuv watched it. libuv itself restores the system's default when
/// its last watcher of a number stops, which removes the JVM's handler and with it the shutdown hooks at Ctrl-C.
///
/// So libuv's last watcher never stops: once a number is watched, one more watcher stays in a loop that never
/// runs, until the process ends. libuv then leaves the action alone, and it is changed here, in one step from one
/// handler to the other, so that a signal never meets the default action in between. That loop costs four
/// descriptors, and is made for the first watched signal.
///
/// That watcher exists once for the process, even if several class loaders have this class and share one libuv.
/// So the state of a number is a system property, which all of them see.
///
/// The watchers of all loops are counted, because only the first and the last of a number change anything. An
/// action that other code has set meanwhile is left in place.
///
/// Any thread, one at a time. On Windows nothing has to be restored: console handlers form a list there.
final class WatchedSignals {
    /// One object for all class loaders.
    private static final Object LOCK = "io.juvloop.bindings: signals".intern();

    private static @Nullable UvLoop neverRun;
    private static @Nullable UvSignal spare;

    /// The state of a number.
    ///
    /// @param watchers that are started
    /// @param watching the action that libuv installed
    /// @param before the earlier action
    private record Watched(int watchers, SignalAction watching, SignalAction before) {
        static @Nullable Watched of(int number) {
            String text = System.getProperty(property(number));
            if (text == null) {
                return null;
            }
            String[] parts = text.split(",", -1);
            return new Watched(Integer.parseInt(parts[0]), SignalAction.parse(parts[1]), SignalAction.parse(parts[2]));
        }

        void keep(int number) {
            System.setProperty(property(number), watchers + "," + watching + "," + before);
        }

        Watched with(int newWatchers) {
            return new Watched(newWatchers, watching, before);
        }

        /// Names the libuv as well, because a process may have several.
        private static String property(int number) {
            return "juvloop.signal." + number + "."
                    + Long.toHexString(uv_h.uv_signal_start$address().address());
        }
    }

    private WatchedSignals() {}

    /// Called around the start of a watcher.
    ///
    /// @throws UvFailure if there is no such signal, or it cannot be watched; then nothing has changed
    static void start(int number, Runnable start) {
        if (Platform.current().isWindows()) {
            start.run();
            return;
        }
        synchronized (LOCK) {
            startOne(number, start, Watched.of(number)).keep(number);
        }
    }

    private static Watched startOne(int number, Runnable start, @Nullable Watched known) {
        if (known == null) {
            return startFirst(number, start);
        }
        SignalAction before = known.watchers() > 0 ? known.before() : SignalAction.current(number);
        start.run();
        if (known.watchers() == 0) {
            known.watching().install(number);
        }
        return new Watched(known.watchers() + 1, known.watching(), before);
    }

    /// libuv sets its action now, and never later.
    private static Watched startFirst(int number, Runnable start) {
        UvSignal last = spare();
        SignalAction before = SignalAction.current(number);
        start.run();
        last.beginForEver(number);
        spare = null;
        return new Watched(1, SignalAction.current(number), before);
    }

    /// Made first, as that can fail. If the start fails, it is not closed, because its loop does not run, but
    /// used the next time.
    private static UvSignal spare() {
        if (neverRun == null) {
            neverRun = UvLoop.createIdle();
        }
        if (spare == null) {
            spare = new UvSignal(neverRun, () -> {});
        }
        return spare;
    }

    /// Called around the stop of a started watcher.
    static void stop(int number, Runnable stop) {
        if (Platform.current().isWindows()) {
            stop.run();
            return;
        }
        synchronized (LOCK) {
            Watched known = Watched.of(number);
            if (known != null) {
                stopOne(number, known.with(known.watchers() - 1));
            }
            stop.run();
        }
    }

    private static void stopOne(int number, Watched left) {
        if (left.watchers() == 0 && SignalAction.current(number).handlesAs(left.watching())) {
            left.before().install(number);
        }
        left.keep(number);
    }
}
