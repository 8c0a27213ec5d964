package io.juvloop.postgres.internal.connect;

import io.juvloop.EventLoop;
import io.juvloop.LoopLocal;
import java.util.ArrayDeque;
import java.util.Map;

/// The settings that servers have reported at the start, one map for all connections to which they are the same.
///
/// A server reports some fifteen settings with their values, and the same ones to each connection of a pool. Kept
/// once a connection they were two fifths of the memory of an idle one.
///
/// Loop thread only. One a loop; it ends with the loop.
final class ReportedSettings {
    private static final LoopLocal<ReportedSettings> OF_LOOP = LoopLocal.withInitial(loop -> new ReportedSettings());
    private static final int MOST_KEPT = 16; // of servers, databases and users

    private final ArrayDeque<Map<String, String>> known = new ArrayDeque<>();

    private ReportedSettings() {}

    /// The maps of a loop.
    ///
    /// @param loop the running one
    /// @return the same each time
    static ReportedSettings of(EventLoop loop) {
        return OF_LOOP.get(loop);
    }

    /// A map that is kept already if there is one with the same settings.
    ///
    /// @param settings by name
    /// @return equal to the settings; immutable
    Map<String, String> shared(Map<String, String> settings) {
        for (Map<String, String> each : known) {
            if (each.equals(settings)) {
                return each;
            }
        }
        Map<String, String> kept = Map.copyOf(settings);
        known.addFirst(kept);
        if (known.size() > MOST_KEPT) {
            known.removeLast();
        }
        return kept;
    }
}
