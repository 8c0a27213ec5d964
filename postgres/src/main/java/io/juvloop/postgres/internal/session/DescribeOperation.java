package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.function.Function;

/// Waits, in its place among the others, until a statement is described. It sends nothing itself.
///
/// Loop thread only.
///
/// @param <T> what the caller gets
final class DescribeOperation<T> extends StatementOperation<T> {
    private final Function<Description, T> then;
    private final Runnable unwanted;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param statement of that session
    /// @param then makes the result of the description
    /// @param unwanted called if there is no result
    DescribeOperation(Session session, Statement statement, Function<Description, T> then, Runnable unwanted) {
        super(session, statement);
        this.then = then;
        this.unwanted = unwanted;
    }

    @Override
    void left() {
        super.left();
        if (isDone()) {
            unwanted.run();
        }
    }

    @Override
    void refused(Throwable reason) {
        super.refused(reason);
        unwanted.run();
    }

    @Override
    boolean isSilent() {
        return true;
    }

    @Override
    void encode(OutBuffer out) {
        throw new IllegalStateException("a description has nothing to send");
    }

    @Override
    T result() {
        Description known = statement().description();
        if (known == null) {
            throw new IllegalStateException("the statement is not described");
        }
        return then.apply(known);
    }

    @Override
    String describe() {
        return "preparing a statement";
    }
}
