package io.juvloop.postgres;

import io.juvloop.postgres.internal.options.Option;
import io.juvloop.postgres.internal.options.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How COPY reads and writes: asyncpg's keyword arguments of `copy_to_table` and the like.
///
/// Any thread. Immutable; made by changing [#TEXT], [#CSV] or [#BINARY]. See
/// [COPY](https://www.postgresql.org/docs/current/sql-copy.html).
public final class CopyOptions {
    private static final Option<String> FORMAT = new Option<>("format", "text");
    private static final Option<List<String>> COLUMNS = new Option<>("columns", List.of());
    private static final Option<@Nullable String> DELIMITER = new Option<>("delimiter", null);
    private static final Option<@Nullable String> NULL = new Option<>("null", null);
    private static final Option<Boolean> HEADER = new Option<>("header", false);
    private static final Option<@Nullable String> QUOTE = new Option<>("quote", null);
    private static final Option<@Nullable String> ESCAPE = new Option<>("escape", null);
    private static final Option<Boolean> FREEZE = new Option<>("freeze", false);
    private static final Option<@Nullable String> ENCODING = new Option<>("encoding", null);
    private static final Option<List<String>> FORCE_QUOTE = new Option<>("forceQuote", List.of());
    private static final Option<List<String>> FORCE_NOT_NULL = new Option<>("forceNotNull", List.of());
    private static final Option<List<String>> FORCE_NULL = new Option<>("forceNull", List.of());
    private static final Option<@Nullable String> WHERE = new Option<>("where", null);

    /// The text format of PostgreSQL.
    public static final CopyOptions TEXT = new CopyOptions(Settings.INITIAL);
    /// Comma-separated values.
    public static final CopyOptions CSV = new CopyOptions(Settings.INITIAL.with(FORMAT, "csv"));
    /// The binary format of PostgreSQL.
    public static final CopyOptions BINARY = new CopyOptions(Settings.INITIAL.with(FORMAT, "binary"));

    private final Settings settings;

    private CopyOptions(Settings settings) {
        this.settings = settings;
    }

    /// The format.
    ///
    /// @return `text`, `csv` or `binary`
    public String format() {
        return settings.get(FORMAT);
    }

    /// The columns that are copied.
    ///
    /// @return their names, empty for all
    public List<String> columns() {
        return settings.get(COLUMNS);
    }

    /// The same for some columns of the table.
    ///
    /// @param columns their names, empty for all
    /// @return new options
    public CopyOptions withColumns(List<String> columns) {
        return new CopyOptions(settings.with(COLUMNS, List.copyOf(columns)));
    }

    /// What separates columns.
    ///
    /// @return empty for the format's own: a tab, a comma
    public Optional<String> delimiter() {
        return Optional.ofNullable(settings.get(DELIMITER));
    }

    /// The same with another character between columns.
    ///
    /// @param character one of one byte; null for the format's own
    /// @return new options
    public CopyOptions withDelimiter(@Nullable String character) {
        return new CopyOptions(settings.with(DELIMITER, character));
    }

    /// What stands for NULL.
    ///
    /// @return empty for the format's own
    public Optional<String> nullText() {
        return Optional.ofNullable(settings.get(NULL));
    }

    /// The same with another text for NULL.
    ///
    /// @param text the text; null for the format's own
    /// @return new options
    public CopyOptions withNullText(@Nullable String text) {
        return new CopyOptions(settings.with(NULL, text));
    }

    /// Whether the first line has the columns' names.
    ///
    /// @return whether it has
    public boolean isHeader() {
        return settings.get(HEADER);
    }

    /// The same with or without a first line of the columns' names.
    ///
    /// @param on whether there is one
    /// @return new options
    public CopyOptions withHeader(boolean on) {
        return new CopyOptions(settings.with(HEADER, on));
    }

    /// What quotes values in CSV.
    ///
    /// @return empty for the double quote
    public Optional<String> quote() {
        return Optional.ofNullable(settings.get(QUOTE));
    }

    /// The same with another quote in CSV.
    ///
    /// @param character one of one byte; null for the double quote
    /// @return new options
    public CopyOptions withQuote(@Nullable String character) {
        return new CopyOptions(settings.with(QUOTE, character));
    }

    /// What stands before a quote inside of a value in CSV.
    ///
    /// @return empty for the quote itself
    public Optional<String> escape() {
        return Optional.ofNullable(settings.get(ESCAPE));
    }

    /// The same with another escape in CSV.
    ///
    /// @param character one of one byte; null for the quote itself
    /// @return new options
    public CopyOptions withEscape(@Nullable String character) {
        return new CopyOptions(settings.with(ESCAPE, character));
    }

    /// Whether rows are frozen as they are copied in.
    ///
    /// @return whether they are
    public boolean isFreeze() {
        return settings.get(FREEZE);
    }

    /// The same with or without freezing rows, for a table that was made in the same transaction.
    ///
    /// @param on whether to freeze
    /// @return new options
    public CopyOptions withFreeze(boolean on) {
        return new CopyOptions(settings.with(FREEZE, on));
    }

    /// The encoding of the bytes.
    ///
    /// @return the server's name of it, empty for UTF-8
    public Optional<String> encoding() {
        return Optional.ofNullable(settings.get(ENCODING));
    }

    /// The same with another encoding of the bytes.
    ///
    /// @param name the server's name of it; null for UTF-8
    /// @return new options
    public CopyOptions withEncoding(@Nullable String name) {
        return new CopyOptions(settings.with(ENCODING, name));
    }

    /// The columns whose values are always quoted in CSV that is copied out.
    ///
    /// @return their names
    public List<String> forceQuote() {
        return settings.get(FORCE_QUOTE);
    }

    /// The same with columns whose values are always quoted in CSV that is copied out. asyncpg's `force_quote`.
    ///
    /// @param columns their names
    /// @return new options
    public CopyOptions withForceQuote(List<String> columns) {
        return new CopyOptions(settings.with(FORCE_QUOTE, List.copyOf(columns)));
    }

    /// The columns of CSV that is copied in, in which the text for NULL is a text.
    ///
    /// @return their names
    public List<String> forceNotNull() {
        return settings.get(FORCE_NOT_NULL);
    }

    /// The same with columns of CSV that is copied in, in which the text for NULL is a text. asyncpg's
    /// `force_not_null`.
    ///
    /// @param columns their names
    /// @return new options
    public CopyOptions withForceNotNull(List<String> columns) {
        return new CopyOptions(settings.with(FORCE_NOT_NULL, List.copyOf(columns)));
    }

    /// The columns of CSV that is copied in, in which the text for NULL is a NULL even in quotes.
    ///
    /// @return their names
    public List<String> forceNull() {
        return settings.get(FORCE_NULL);
    }

    /// The same with columns of CSV that is copied in, in which the text for NULL is a NULL even in quotes.
    /// asyncpg's `force_null`.
    ///
    /// @param columns their names
    /// @return new options
    public CopyOptions withForceNull(List<String> columns) {
        return new CopyOptions(settings.with(FORCE_NULL, List.copyOf(columns)));
    }

    /// Which rows are copied in.
    ///
    /// @return a condition, empty for all
    public Optional<String> where() {
        return Optional.ofNullable(settings.get(WHERE));
    }

    /// The same for the rows for which a condition holds.
    ///
    /// @param condition SQL, put into the statement as it is; null for all rows
    /// @return new options
    public CopyOptions withWhere(@Nullable String condition) {
        return new CopyOptions(settings.with(WHERE, condition));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "CopyOptions" + settings;
    }
}
