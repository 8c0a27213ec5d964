package io.juvloop.postgres.internal.copy;

import io.juvloop.postgres.CopyOptions;
import java.util.ArrayList;
import java.util.List;

/// The texts of COPY statements.
///
/// Any thread; it keeps nothing.
public final class CopyStatements {
    private CopyStatements() {}

    /// Into a table.
    ///
    /// @param table its name, as SQL writes it
    /// @param options the format
    /// @return the statement
    public static String toTable(String table, CopyOptions options) {
        String where = options.where().map(condition -> " where " + condition).orElse("");
        return "copy " + target(table, options.columns()) + " from stdin" + with(options) + where;
    }

    /// Records into a table.
    ///
    /// @param table its name, as SQL writes it
    /// @param columns their names, empty for all
    /// @return the statement
    public static String recordsToTable(String table, List<String> columns) {
        return toTable(table, CopyOptions.BINARY.withColumns(columns));
    }

    /// Out of a table.
    ///
    /// @param table its name, as SQL writes it
    /// @param options the format
    /// @return the statement
    public static String fromTable(String table, CopyOptions options) {
        refuseWhere(options);
        return "copy " + target(table, options.columns()) + " to stdout" + with(options);
    }

    /// The result of a query.
    ///
    /// @param query without parameters
    /// @param options the format
    /// @return the statement
    public static String fromQuery(String query, CopyOptions options) {
        refuseWhere(options);
        if (!options.columns().isEmpty()) {
            throw new IllegalArgumentException("the columns of a query are in its text, not in the options of COPY");
        }
        return "copy (" + query + "\n) to stdout" + with(options); // a comment may end the query
    }

    /// What describes the columns that are to be filled.
    ///
    /// @param table its name, as SQL writes it
    /// @param columns their names, empty for all
    /// @return a query without rows
    public static String columnsOf(String table, List<String> columns) {
        return "select " + (columns.isEmpty() ? "*" : SqlNames.quoteAll(columns)) + " from "
                + SqlNames.requireTable(table) + " where false";
    }

    private static void refuseWhere(CopyOptions options) {
        if (options.where().isPresent() || options.isFreeze()) {
            throw new IllegalArgumentException("where and freeze are options of COPY into a table");
        }
    }

    private static String target(String table, List<String> columns) {
        SqlNames.requireTable(table);
        return columns.isEmpty() ? table : table + " (" + SqlNames.quoteAll(columns) + ")";
    }

    private static String with(CopyOptions options) {
        List<String> parts = new ArrayList<>();
        parts.add("format " + options.format());
        if (options.isHeader()) {
            parts.add("header true");
        }
        if (options.isFreeze()) {
            parts.add("freeze true");
        }
        options.delimiter().ifPresent(text -> parts.add("delimiter " + SqlNames.literal(text)));
        options.nullText().ifPresent(text -> parts.add("null " + SqlNames.literal(text)));
        options.quote().ifPresent(text -> parts.add("quote " + SqlNames.literal(text)));
        options.escape().ifPresent(text -> parts.add("escape " + SqlNames.literal(text)));
        options.encoding().ifPresent(text -> parts.add("encoding " + SqlNames.literal(text)));
        addNames(parts, "force_quote", options.forceQuote());
        addNames(parts, "force_not_null", options.forceNotNull());
        addNames(parts, "force_null", options.forceNull());
        return " with (" + String.join(", ", parts) + ")";
    }

    private static void addNames(List<String> parts, String option, List<String> columns) {
        if (!columns.isEmpty()) {
            parts.add(option + " (" + SqlNames.quoteAll(columns) + ")");
        }
    }
}
