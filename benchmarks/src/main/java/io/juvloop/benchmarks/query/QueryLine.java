package io.juvloop.benchmarks.query;

import java.util.Arrays;
import java.util.List;

/// The lines of the comparison of PostgreSQL drivers: what a client asks the server, again and again.
///
/// Any thread.
public enum QueryLine {
    /// Rows of many small columns, as of a catalog.
    TYPES(
            "1",
            "609 rows of 12 columns",
            "select name, namespace, owner, size, by_value, category, preferred, defined, delimiter, relation,"
                    + " element, ratio from juvloop_bench.types where typmod = $1 and defined = $2"),
    /// Rows of one number.
    INTEGERS("2", "1,000 rows of one int4", "select i from generate_series(1, $1::int4) as i"),
    /// Rows of one longer value.
    BYTES("3", "100 rows of 1,000 B", "select data from juvloop_bench.bytes"),
    /// Rows of one array.
    ARRAYS("4", "100 arrays of 100 int4", "select list from juvloop_bench.arrays"),
    /// Records into a table, by COPY.
    COPY("5", "COPY of 10,000 records of 7", ""),
    /// Records into a table, by one statement with many rows of arguments.
    MANY(
            "6",
            "executeMany of 1,000 rows of 7",
            "insert into juvloop_bench.many (" + String.join(", ", Records.COLUMNS)
                    + ") values ($1, $2, $3, $4, $5, $6, $7)"),
    /// The same records, by arrays of their columns.
    INSERT_RECORDS("6i", "insertRecords of 1,000 records of 7", ""),
    /// The smallest statement, the next one when its answer is there.
    SELECT("7", "select 1+1, one in flight", Constants.SELECT),
    /// The same with sixteen in flight on each connection.
    SELECT_16("7x16", "select 1+1, sixteen in flight", Constants.SELECT),
    /// A large result.
    BIG("8", "10,000 rows of 1,000 B", "select data from juvloop_bench.big");

    /// How many connections a client has.
    public static final int CONNECTIONS = 10;

    static final int INTEGER_ROWS = 1000;
    static final int COPIED = 10_000;
    static final int INSERTED = 1000;

    private final String word;
    private final String title;
    private final String sql;

    QueryLine(String word, String title, String sql) {
        this.word = word;
        this.title = title;
        this.sql = sql;
    }

    /// Returns the line of a word; an `IllegalArgumentException` lists the words.
    public static QueryLine named(String word) {
        return Arrays.stream(values())
                .filter(line -> line.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no line " + word + "; there are " + String.join(", ", words())));
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(QueryLine::word).toList();
    }

    /// Returns its name on the command line.
    public String word() {
        return word;
    }

    /// Returns its heading in tables.
    public String title() {
        return word + ": " + title;
    }

    /// Returns the statement, with `$1` and so on; empty if the driver writes it.
    public String sql() {
        return sql;
    }

    /// Returns the statement with a question mark for each argument.
    public String sqlWithQuestionMarks() {
        return sql.replaceAll("\\$\\d", "?");
    }

    /// Returns how many statements are in flight on each connection.
    public int inFlight() {
        return this == SELECT_16 ? Constants.SEVERAL : 1;
    }

    /// Returns the table that it fills; empty if it only reads.
    public String table() {
        return switch (this) {
            case COPY -> "juvloop_bench.copied";
            case MANY, INSERT_RECORDS -> "juvloop_bench.many";
            default -> "";
        };
    }

    /// Constants of an enum that its constants need.
    private static final class Constants {
        static final String SELECT = "select 1+1";
        static final int SEVERAL = 16;
    }
}
