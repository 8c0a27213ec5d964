package io.juvloop.postgres.internal.statement;

import io.juvloop.postgres.internal.row.Columns;
import io.juvloop.postgres.internal.type.PgTypeInfo;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.wire.RowDescription;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a statement takes and gives, with what encodes and decodes it.
///
/// All connections of a loop to one database share it, so that only the first one waits for the server's
/// description.
///
/// Loop thread only. Immutable. It is right as long as the catalog has the same version, see [#isCurrent].
public final class Description {
    private final int[] parameterOids;
    private final RowDescription row;
    private final PgTypeInfo[] parameters;
    private final Columns columns;
    private final TypeCatalog catalog;
    private final int version;

    private Description(int[] parameterOids, RowDescription row, TypeCatalog catalog) {
        this.parameterOids = parameterOids;
        this.row = row;
        this.catalog = catalog;
        this.parameters = Columns.types(parameterOids, catalog);
        this.columns = Columns.of(row, catalog);
        this.version = catalog.version();
    }

    private Description(Description other, Columns columns) {
        this.parameterOids = other.parameterOids;
        this.row = other.row;
        this.catalog = other.catalog;
        this.parameters = other.parameters;
        this.columns = columns;
        this.version = other.version;
    }

    /// Makes a description.
    ///
    /// @param parameterOids the types of the parameters
    /// @param row the columns
    /// @param catalog which knows all types of both
    /// @return the description
    public static Description of(int[] parameterOids, RowDescription row, TypeCatalog catalog) {
        return new Description(parameterOids, row, catalog);
    }

    /// The same, where the columns of open types are asked for in text, see [Columns#inText].
    ///
    /// @return with other columns; this one if no type is open
    public Description inText() {
        Columns texts = columns.inText();
        return texts.equals(columns) ? this : new Description(this, texts);
    }

    /// The same, with columns in text if those of another description are.
    ///
    /// @param before what was known of the statement; null if nothing was
    /// @return this one, or with other columns
    public Description like(@Nullable Description before) {
        return before != null && before.columns.isInText() ? inText() : this;
    }

    /// The same for a result whose formats another description has asked for.
    ///
    /// @param before with which the statement was sent
    /// @return this one, or with columns that are read otherwise
    public Description asAsked(Description before) {
        Columns read = columns.asAsked(before.columns.formats());
        return read.equals(columns) ? this : new Description(this, read);
    }

    /// All types of parameters and columns, some of them several times.
    ///
    /// @param parameterOids the types of the parameters
    /// @param row the columns
    /// @return their numbers
    public static int[] oids(int[] parameterOids, RowDescription row) {
        int[] all = Arrays.copyOf(parameterOids, parameterOids.length + row.size());
        System.arraycopy(row.typeOids(), 0, all, parameterOids.length, row.size());
        return all;
    }

    /// Whether no type has been forgotten since.
    ///
    /// @return false if the types must be looked up again
    public boolean isCurrent() {
        return version == catalog.version();
    }

    /// The types of the parameters.
    ///
    /// @return their numbers, not a copy
    public int[] parameterOids() {
        return parameterOids;
    }

    /// The columns as the server has described them.
    ///
    /// @return the description
    public RowDescription row() {
        return row;
    }

    /// The types of the parameters.
    ///
    /// @return not a copy
    public PgTypeInfo[] parameters() {
        return parameters;
    }

    /// The columns of the result.
    ///
    /// @return none for a statement without a result
    public Columns columns() {
        return columns;
    }
}
