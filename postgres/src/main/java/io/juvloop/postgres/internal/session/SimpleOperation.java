package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import org.jspecify.annotations.Nullable;

/// An operation that is one simple Query. What is to go in front of it becomes a part of its text, so the server counts
/// the positions of errors from there, and they are counted from its own text again.
///
/// Loop thread only. Lifetime: see [Operation].
///
/// @param <T> the type of the result
abstract class SimpleOperation<T extends @Nullable Object> extends Operation<T> {
    private final String sql;
    private int prefixLength;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param sql its text
    SimpleOperation(Session session, String sql) {
        super(session);
        this.sql = sql;
    }

    @Override
    final String sql() {
        return sql;
    }

    /// What is sent.
    String text() {
        return sql;
    }

    /// Whether something was sent in front of it.
    final boolean hasPrefix() {
        return prefixLength > 0;
    }

    @Override
    final boolean isSimple() {
        return true;
    }

    @Override
    final void encode(OutBuffer out) {
        Frontend.query(out, text());
        prefixLength = 0;
    }

    @Override
    final void encodeBehind(String prefix, OutBuffer out) {
        Frontend.query(out, prefix, text());
        prefixLength = prefix.length();
    }

    @Override
    void errorReceived(ServerDetails details) {
        super.errorReceived(details.movedBy(-prefixLength));
    }
}
