package io.juvloop.postgres.internal.statement;

import java.util.concurrent.ThreadLocalRandom;

/// Names for the statements of one connection: random for the connection, counted within it.
///
/// Clients behind one pooler share its servers, so names that are only counted would meet those of another client.
///
/// Loop thread only. One a connection.
public final class StatementNames {
    private static final int RADIX = 36;

    private final String prefix =
            "juvloop_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), RADIX) + "_";
    private int count;

    /// Makes names that no other connection has.
    public StatementNames() {}

    /// The next name.
    ///
    /// @return another each time
    public String next() {
        count++;
        return prefix + Integer.toString(count, RADIX);
    }
}
