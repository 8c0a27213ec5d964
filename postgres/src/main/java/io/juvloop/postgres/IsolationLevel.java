package io.juvloop.postgres;

/// How much a transaction sees of others. asyncpg's `isolation`.
///
/// `READ UNCOMMITTED` is missing, because PostgreSQL treats it as [#READ_COMMITTED]. Any thread. See [Transaction
/// Isolation](https://www.postgresql.org/docs/current/transaction-iso.html).
public enum IsolationLevel {
    /// Each statement sees what was committed before it began.
    READ_COMMITTED("READ COMMITTED"),

    /// All statements see what was committed before the first.
    REPEATABLE_READ("REPEATABLE READ"),

    /// As if transactions ran one after the other; such a transaction may fail and have to be repeated.
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    IsolationLevel(String sql) {
        this.sql = sql;
    }

    /// The name in SQL.
    ///
    /// @return such as `READ COMMITTED`
    public String sql() {
        return sql;
    }
}
