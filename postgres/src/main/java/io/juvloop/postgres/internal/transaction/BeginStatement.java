package io.juvloop.postgres.internal.transaction;

import io.juvloop.postgres.TransactionOptions;

/// The text that begins a transaction.
///
/// Any thread.
final class BeginStatement {
    private BeginStatement() {}

    static String of(TransactionOptions options) {
        StringBuilder sql = new StringBuilder("BEGIN");
        options.isolation().ifPresent(level -> sql.append(" ISOLATION LEVEL ").append(level.sql()));
        options.readOnly().ifPresent(on -> sql.append(on ? " READ ONLY" : " READ WRITE"));
        if (options.isDeferrable()) {
            sql.append(" DEFERRABLE");
        }
        return sql.toString();
    }
}
