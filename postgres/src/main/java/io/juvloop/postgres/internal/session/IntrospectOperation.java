package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.PgException;
import io.juvloop.postgres.internal.type.Introspection;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.RowBlock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks one level of unknown types up in the server's catalog. What it asks is known before, so it takes one
/// flight.
///
/// Loop thread only.
final class IntrospectOperation extends Operation<@Nullable Void> {
    private static final int MAJOR = 10_000; // of server_version_num

    private final Introspection introspection;
    private final Runnable then;
    private final Consumer<Throwable> failed;
    private boolean isComplete;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param introspection which types
    /// @param then called when all levels are known
    /// @param failed called if one could not be
    IntrospectOperation(Session session, Introspection introspection, Runnable then, Consumer<Throwable> failed) {
        super(session);
        this.introspection = introspection;
        this.then = then;
        this.failed = failed;
    }

    @Override
    String sql() {
        return Introspection.sql(session.state().version().major() * MAJOR);
    }

    @Override
    boolean isPassable() {
        return true;
    }

    @Override
    void encode(OutBuffer out) {
        Frontend.parse(out, Frontend.UNNAMED, sql(), new int[] {Introspection.PARAMETER_OID});
        int mark = Frontend.beginBind(out, Frontend.UNNAMED, Frontend.UNNAMED);
        out.putShort(1); // one format for all parameters:
        out.putShort(1); // binary
        out.putShort(1); // one parameter
        int length = out.position();
        out.putInt(0);
        introspection.encodeArgument(out);
        out.setLength(length);
        Frontend.endBind(out, mark, 1);
        Frontend.execute(out, Frontend.UNNAMED, 0);
        Frontend.sync(out);
    }

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.PARSE_COMPLETE, MessageTypes.BIND_COMPLETE -> {}
            case MessageTypes.COMMAND_COMPLETE -> isComplete = true;
            default -> throw unexpected(frame.type());
        }
    }

    @Override
    boolean isAnswered() {
        return isComplete;
    }

    @Override
    boolean wantsRows() {
        return true;
    }

    @Override
    void rowsReceived(RowBlock rows) {
        for (int i = 0; i < rows.rows(); i++) {
            introspection.row(rows.bytes(), rows.body(i), rows.length(i));
        }
    }

    @Override
    void finish() {
        Throwable failure = this.failure;
        complete(null);
        if (failure != null) {
            failed.accept(failure);
        } else if (introspection.nextLevel()) {
            session.startUrgent(new IntrospectOperation(session, introspection, then, failed));
            session.pump();
        } else {
            then.run();
        }
    }

    @Override
    void lost(PgException loss) {
        complete(null);
        failed.accept(loss);
    }

    /// It only reads.
    @Override
    boolean isRepeatable() {
        return true;
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }

    @Override
    String describe() {
        return "looking up types";
    }
}
