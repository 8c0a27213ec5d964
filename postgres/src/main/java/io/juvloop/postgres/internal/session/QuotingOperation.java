package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.PgType;
import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.base.Identifiers;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.copy.Placeholders;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.type.PgTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts arguments into the text of a statement that takes none, as COPY. The server makes the literals, because it
/// knows how each type is written: one flight for the types of the parameters, one for the literals.
///
/// Loop thread only.
///
/// @param <T> the type of the result
final class QuotingOperation<T extends @Nullable Object> extends PlaceholderOperation<T> {
    private final Statement statement;
    private final @Nullable Object[] args;
    private final Function<String, Operation<T>> then;
    private @Nullable Statement asking;
    private @Nullable Quoting asked;
    private @Nullable String quoted;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param statement the text with parameters
    /// @param args their values
    /// @param then makes the operation for the text without parameters
    QuotingOperation(
            Session session, Statement statement, @Nullable Object[] args, Function<String, Operation<T>> then) {
        super(session);
        this.statement = statement;
        this.args = args;
        this.then = then;
    }

    @Override
    String sql() {
        return statement.sql();
    }

    @Override
    void step() {
        if (quoted != null) {
            replaceBy(then.apply(quoted));
        } else if (asked == null && isDescribed(statement)) {
            PgTypeInfo[] types = statement.description().parameters();
            if (types.length != args.length) {
                boolean _ = fail(new IllegalArgumentException("the statement has " + types.length
                        + " parameters, and there are " + args.length + " arguments"));
            } else if (isDescribed(asking(types))) {
                ask(asking(types), types);
            }
        }
    }

    private Statement asking(PgTypeInfo[] types) {
        Statement made = asking;
        if (made == null) {
            StringBuilder sql = new StringBuilder("select ");
            for (int i = 0; i < types.length; i++) {
                sql.append(i == 0 ? "" : ", ");
                sql.append("quote_nullable($")
                        .append(i + 1)
                        .append("::")
                        .append(name(types[i]))
                        .append("::text)");
            }
            made = session.statements().get(sql.toString(), session.loop().time());
            asking = made;
        }
        return made;
    }

    private void ask(Statement from, PgTypeInfo[] types) {
        Quoting query = new Quoting(from);
        asked = query;
        var _ = query.whenComplete((row, failure) -> answered(types, row, failure));
        session.startUrgent(query);
    }

    private void answered(PgTypeInfo[] types, @Nullable Row row, @Nullable Throwable failure) {
        if (row == null) {
            boolean _ = fail(
                    failure == null
                            ? new IllegalStateException("the server has quoted nothing")
                            : Outcomes.unwrapped(failure));
            return;
        }
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            literals.add("(" + row.getString(i) + "::" + name(types[i]) + ")");
        }
        try {
            boolean isStandard =
                    !session.state().setting("standard_conforming_strings").equals("off");
            quoted = Placeholders.replace(statement.sql(), literals, isStandard);
        } catch (IllegalArgumentException noArgument) {
            boolean _ = fail(noArgument);
        }
        session.pump();
    }

    /// The literals of one that was given up have no use.
    @Override
    void left() {
        super.left();
        if (asked != null) {
            boolean _ = asked.cancel(true);
        }
    }

    private static String name(PgTypeInfo type) {
        PgType named = type.type();
        return Identifiers.quote(named.schema()) + "." + Identifiers.quote(named.name());
    }

    @Override
    String describe() {
        return "a COPY";
    }

    /// The statement that makes the literals. What is to begin in front of the COPY leaves with it, so it reads what
    /// the COPY would, and what fails there fails the transaction.
    private final class Quoting extends QueryOperation<@Nullable Row> {
        Quoting(Statement from) {
            super(QuotingOperation.this.session, from, args, ResultShapes.FIRST_ROW, 0);
        }

        @Override
        boolean takesPrefixes() {
            return QuotingOperation.this.state == State.QUEUED;
        }

        @Override
        Operation<?> requester() {
            return QuotingOperation.this;
        }
    }
}
