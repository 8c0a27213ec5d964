package io.juvloop.postgres;

import java.util.Objects;

/// A type of the server: asyncpg's `Type`.
///
/// The built-in ones that a program names most are constants; others are in what a statement describes, see
/// [PgStatement#parameters] and [Column#type].
///
/// Any thread. Immutable. Two are equal if their numbers are.
///
/// @param oid the server's number for it, unsigned
/// @param schema where it is defined; `pg_catalog` for the built-in ones
/// @param name without the schema, as in `pg_type.typname`: `int4`, `_int4` for its array
/// @param kind what sort of type it is
public record PgType(int oid, String schema, String name, Kind kind) {
    /// `bool`.
    public static final PgType BOOL = builtin(16, "bool");
    /// `bytea`.
    public static final PgType BYTEA = builtin(17, "bytea");
    /// `int8`.
    public static final PgType INT8 = builtin(20, "int8");
    /// `int2`.
    public static final PgType INT2 = builtin(21, "int2");
    /// `int4`.
    public static final PgType INT4 = builtin(23, "int4");
    /// `text`.
    public static final PgType TEXT = builtin(25, "text");
    /// `json`.
    public static final PgType JSON = builtin(114, "json");
    /// `float4`.
    public static final PgType FLOAT4 = builtin(700, "float4");
    /// `float8`.
    public static final PgType FLOAT8 = builtin(701, "float8");
    /// `varchar`.
    public static final PgType VARCHAR = builtin(1043, "varchar");
    /// `date`.
    public static final PgType DATE = builtin(1082, "date");
    /// `time`.
    public static final PgType TIME = builtin(1083, "time");
    /// `timestamp`.
    public static final PgType TIMESTAMP = builtin(1114, "timestamp");
    /// `timestamptz`.
    public static final PgType TIMESTAMPTZ = builtin(1184, "timestamptz");
    /// `interval`.
    public static final PgType INTERVAL = builtin(1186, "interval");
    /// `numeric`.
    public static final PgType NUMERIC = builtin(1700, "numeric");
    /// `uuid`.
    public static final PgType UUID = builtin(2950, "uuid");
    /// `jsonb`.
    public static final PgType JSONB = builtin(3802, "jsonb");

    /// What sort of type it is.
    public enum Kind {
        /// A plain value.
        SCALAR,
        /// An array of another type.
        ARRAY,
        /// A row of named attributes.
        COMPOSITE,
        /// One of a list of labels.
        ENUM,
        /// Another type with constraints.
        DOMAIN,
        /// An interval of another type.
        RANGE,
        /// A set of ranges.
        MULTIRANGE,
        /// What no column has, such as `void`.
        PSEUDO
    }

    /// Makes a type.
    ///
    /// @param oid its number
    /// @param schema where it is defined
    /// @param name without the schema
    /// @param kind what sort of type it is
    public PgType {
        Objects.requireNonNull(schema, "the schema is null");
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(kind, "the kind is null");
    }

    private static PgType builtin(int oid, String name) {
        return new PgType(oid, "pg_catalog", name, Kind.SCALAR);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgType type && type.oid == oid;
    }

    @Override
    public int hashCode() {
        return oid;
    }

    @Override
    public String toString() {
        return schema.equals("pg_catalog") ? name : schema + "." + name;
    }
}
