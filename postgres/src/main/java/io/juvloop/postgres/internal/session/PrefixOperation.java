package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import org.jspecify.annotations.Nullable;

/// A statement that is kept back and goes in front of the next operation: BEGIN and SAVEPOINT, which so cost no
/// round trip.
///
/// It has no Sync of its own. If it fails, the server skips what is behind it up to the next Sync, so the operation
/// that follows fails with it. What begins a transaction is answered before anything else is sent, because
/// statements with a Sync of their own would run without it. Before a simple Query it is a part of that one's text,
/// as errors of one text have the same effect.
///
/// Loop thread only. Lifetime: from [Session#start] to its CommandComplete, or to [Session#withdraw].
public final class PrefixOperation extends Operation<@Nullable Void> {
    private final String sql;
    private final boolean isGuard;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param sql one statement without parameters and rows
    /// @param isGuard whether nothing may run behind it if it fails
    public PrefixOperation(Session session, String sql, boolean isGuard) {
        super(session);
        this.sql = sql;
        this.isGuard = isGuard;
    }

    /// Takes it back, unless it was encoded or an operation waits behind it that is to run in what it begins.
    ///
    /// @return whether the server will never hear of it
    public boolean withdraw() {
        for (Operation<?> behind = next; behind != null; behind = behind.next) {
            if (!behind.isPrefix()) {
                return false;
            }
        }
        return session.withdraw(this);
    }

    @Override
    String sql() {
        return sql;
    }

    @Override
    boolean isPrefix() {
        return true;
    }

    @Override
    boolean isGuard() {
        return isGuard;
    }

    @Override
    boolean mayBegin() {
        return true;
    }

    @Override
    void encode(OutBuffer out) {
        Frontend.run(out, sql);
    }

    /// Hands the rest of the answer over at CommandComplete.
    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.PARSE_COMPLETE, MessageTypes.BIND_COMPLETE -> {}
            case MessageTypes.COMMAND_COMPLETE -> session.prefixDone(this);
            default -> throw unexpected(frame.type());
        }
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }
}
