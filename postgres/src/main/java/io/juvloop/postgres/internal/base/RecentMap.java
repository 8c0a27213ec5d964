package io.juvloop.postgres.internal.base;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// A map that keeps only the entries that were used last.
///
/// One thread.
///
/// @param <K> the type of the keys
/// @param <V> the type of the values
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int CAPACITY = 16;
    private static final float LOAD = 0.75f;

    private final int most;

    /// Makes an empty map.
    ///
    /// @param most how many entries it keeps
    public RecentMap(int most) {
        super(CAPACITY, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
