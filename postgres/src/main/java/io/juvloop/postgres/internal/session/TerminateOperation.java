package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.PgException;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import org.jspecify.annotations.Nullable;

/// Terminate, behind all that was started; the server's answer is the end of the connection.
///
/// Loop thread only. A barrier.
final class TerminateOperation extends Operation<@Nullable Void> {
    /// Makes one that is not started.
    ///
    /// @param session of the connection
    TerminateOperation(Session session) {
        super(session);
    }

    @Override
    void encode(OutBuffer out) {
        Frontend.terminate(out);
    }

    @Override
    boolean isBarrier() {
        return true;
    }

    /// This is what it waits for.
    @Override
    void lost(PgException loss) {
        complete(null);
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }

    @Override
    String describe() {
        return "closing";
    }
}
