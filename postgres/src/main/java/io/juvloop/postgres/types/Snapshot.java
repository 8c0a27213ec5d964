package io.juvloop.postgres.types;

import java.util.List;
import java.util.stream.Collectors;

/// A `pg_snapshot` or `txid_snapshot`: which transactions had ended when it was taken.
///
/// Any thread.
///
/// @param xmin the lowest transaction that was still active
/// @param xmax one past the highest that had ended
/// @param active those between the two that were still active, ascending
public record Snapshot(long xmin, long xmax, List<Long> active) {
    /// Copies the list.
    public Snapshot {
        active = List.copyOf(active);
    }

    @Override
    public String toString() {
        return xmin + ":" + xmax + ":" + active.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
