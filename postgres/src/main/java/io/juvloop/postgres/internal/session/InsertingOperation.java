package io.juvloop.postgres.internal.session;

import io.juvloop.postgres.ArgumentException;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.PgType;
import io.juvloop.postgres.internal.copy.ColumnLists;
import io.juvloop.postgres.internal.copy.CopyStatements;
import io.juvloop.postgres.internal.copy.SqlNames;
import io.juvloop.postgres.internal.row.Columns;
import io.juvloop.postgres.internal.row.RowBlocks;
import io.juvloop.postgres.internal.statement.Description;
import io.juvloop.postgres.internal.statement.Statement;
import io.juvloop.postgres.internal.type.PgTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inserts records by one statement, to which each column goes as an array: one plan instead of one for each record.
///
/// The records are collected in a task meanwhile, and the columns described. A column that is an array itself cannot
/// be in one, as arrays of arrays have one length; then it is one Bind a record.
///
/// Loop thread only.
final class InsertingOperation extends PlaceholderOperation<Long> {
    private static final ResultShape<Long> COUNT = new ResultShape<>() {
        @Override
        public boolean keepsRows() {
            return false;
        }

        @Override
        public Long make(Columns columns, RowBlocks rows, CommandStatus status) {
            return status.rows();
        }
    };

    private final String table;
    private final String suffix;
    private final Statement description;
    private final List<@Nullable Object> collected = new ArrayList<>();
    private boolean isCollected;
    private @Nullable Statement insertion; // once it is known what it is
    private @Nullable ColumnLists lists; // null for one Bind a record

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param table its name, as SQL writes it
    /// @param columns their names; none for all
    /// @param records the records
    /// @param suffix what follows in the statement, or empty
    InsertingOperation(Session session, String table, List<String> columns, Iterable<?> records, String suffix) {
        super(session);
        this.table = table;
        this.suffix = suffix.isEmpty() ? "" : " " + suffix;
        description = statement(CopyStatements.columnsOf(table, columns));
        Feeding.start(
                session.loop(),
                this,
                () -> {
                    for (Object each : records) {
                        collected.add(each);
                    }
                    isCollected = true;
                    session.pump();
                },
                this::fail);
    }

    private Statement statement(String sql) {
        return session.statements().get(sql, session.loop().time());
    }

    @Override
    String sql() {
        return description.sql();
    }

    @Override
    void step() {
        if (isDescribed(description) && isCollected) {
            try {
                Statement made = insertion(description.description().columns());
                if (suffix.isEmpty() || isDescribed(made)) {
                    refuseRows(made);
                    replaceBy(inserting(made));
                }
            } catch (RuntimeException misfit) {
                boolean _ = fail(misfit);
            }
        }
    }

    /// A count is what the caller gets, so rows would be lost.
    private static void refuseRows(Statement statement) {
        Description known = statement.description();
        if (known != null && known.columns().size() > 0) {
            throw new IllegalArgumentException("insertRecords gives a number and no rows; for those of RETURNING use"
                    + " fetchMany: " + statement.sql());
        }
    }

    private Operation<Long> inserting(Statement statement) {
        ColumnLists made = lists;
        return made == null
                ? ManyOperation.counting(session, statement, collected)
                : new QueryOperation<>(session, statement, made.toArray(), COUNT, 0);
    }

    private Statement insertion(Columns filled) {
        Statement made = insertion;
        if (made == null) {
            made = statement(insert(filled));
            insertion = made;
        }
        return made;
    }

    private String insert(Columns filled) {
        List<String> names = List.of(filled.description().names());
        String into = "insert into " + table + " (" + SqlNames.quoteAll(names) + ") ";
        for (int i = 0; i < filled.size(); i++) {
            PgTypeInfo type = filled.type(i);
            if (type.type().kind() == PgType.Kind.ARRAY || type.arrayOid() == 0) {
                return many(into, filled.size());
            }
        }
        lists = new ColumnLists(filled, collected, session.options().lookup().orElse(null));
        return into + "select * from unnest(" + parameters(filled) + ")" + suffix;
    }

    private String many(String into, int count) {
        StringBuilder values = new StringBuilder("values (");
        for (int i = 1; i <= count; i++) {
            values.append(i == 1 ? "$" : ", $").append(i);
        }
        return into + values + ")" + suffix;
    }

    private static String parameters(Columns filled) {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < filled.size(); i++) {
            PgType type = filled.type(i).type();
            parameters.append(i == 0 ? "$" : ", $").append(i + 1).append("::");
            parameters.append(SqlNames.quote(type.schema())).append('.');
            parameters.append(SqlNames.quote(type.name())).append("[]");
        }
        return parameters.toString();
    }

    /// The arguments of the operation are columns, and the caller knows records.
    @Override
    Throwable explain(Throwable failed) {
        ColumnLists sent = lists;
        return failed instanceof ArgumentException misfit && sent != null ? sent.locate(misfit) : failed;
    }

    @Override
    String describe() {
        return "an insertion";
    }
}
