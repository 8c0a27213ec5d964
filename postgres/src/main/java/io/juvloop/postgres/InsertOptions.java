package io.juvloop.postgres;

import io.juvloop.postgres.internal.options.Option;
import io.juvloop.postgres.internal.options.Settings;
import java.util.Objects;

/// How [Queries#insertRecords] inserts.
///
/// Any thread. Immutable; made by changing [#DEFAULT].
public final class InsertOptions {
    private static final Option<String> SUFFIX = new Option<>("suffix", "");

    /// A plain `INSERT`.
    public static final InsertOptions DEFAULT = new InsertOptions(Settings.INITIAL);

    private final Settings settings;

    private InsertOptions(Settings settings) {
        this.settings = settings;
    }

    /// What the statement ends with.
    ///
    /// @return SQL, empty for nothing
    public String suffix() {
        return settings.get(SUFFIX);
    }

    /// The same with something at the end of the statement, such as `on conflict (id) do nothing`. One with
    /// `returning` is refused before anything is inserted, because [Queries#insertRecords] gives a number; see
    /// [Queries#fetchMany].
    ///
    /// @param sql put into the statement as it is; empty for nothing
    /// @return new options
    /// @throws IllegalArgumentException if it has a NUL
    public InsertOptions withSuffix(String sql) {
        Objects.requireNonNull(sql, "the suffix is null");
        if (sql.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the suffix has a NUL");
        }
        return new InsertOptions(settings.with(SUFFIX, sql));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InsertOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "InsertOptions" + settings;
    }
}
