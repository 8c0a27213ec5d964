package io.juvloop.postgres;

import java.util.Objects;

/// A type of a database; asyncpg's `Type`.
///
/// Statements name the types of their parameters and columns with it, see [PgStatement#parameters] and
/// [Column#type], and
/// it is given to `prepare` where the server cannot infer a parameter's type. The built-in types are constants, as
/// their
/// numbers are the same in every database; the number of another type is that of one database. Two are equal if
/// their numbers are. Any thread.
///
/// @param oid its object identifier, an unsigned 32-bit number
/// @param schema the schema that it is in; empty if it is not known
/// @param name its name as in `pg_type`: `int4`, and `_int4` for the arrays of it; empty if it is not known
/// @param kind what it is made of
public record PgType(int oid, String schema, String name, Kind kind) {
    /// The type `bool`.
    public static final PgType BOOL = builtin(16, "bool", Kind.SCALAR);

    /// The type `bytea`.
    public static final PgType BYTEA = builtin(17, "bytea", Kind.SCALAR);

    /// The type `"char"` of one byte; not `char(n)`, which is [#BPCHAR].
    public static final PgType CHAR = builtin(18, "char", Kind.SCALAR);

    /// The type `name`.
    public static final PgType NAME = builtin(19, "name", Kind.SCALAR);

    /// The type `int8`.
    public static final PgType INT8 = builtin(20, "int8", Kind.SCALAR);

    /// The type `int2`.
    public static final PgType INT2 = builtin(21, "int2", Kind.SCALAR);

    /// The type `int4`.
    public static final PgType INT4 = builtin(23, "int4", Kind.SCALAR);

    /// The type `text`.
    public static final PgType TEXT = builtin(25, "text", Kind.SCALAR);

    /// The type `oid`.
    public static final PgType OID = builtin(26, "oid", Kind.SCALAR);

    /// The type `tid`.
    public static final PgType TID = builtin(27, "tid", Kind.SCALAR);

    /// The type `xid`.
    public static final PgType XID = builtin(28, "xid", Kind.SCALAR);

    /// The type `cid`.
    public static final PgType CID = builtin(29, "cid", Kind.SCALAR);

    /// The type `json`.
    public static final PgType JSON = builtin(114, "json", Kind.SCALAR);

    /// The type `xml`.
    public static final PgType XML = builtin(142, "xml", Kind.SCALAR);

    /// The type `point`.
    public static final PgType POINT = builtin(600, "point", Kind.SCALAR);

    /// The type `lseg`.
    public static final PgType LSEG = builtin(601, "lseg", Kind.SCALAR);

    /// The type `path`.
    public static final PgType PATH = builtin(602, "path", Kind.SCALAR);

    /// The type `box`.
    public static final PgType BOX = builtin(603, "box", Kind.SCALAR);

    /// The type `polygon`.
    public static final PgType POLYGON = builtin(604, "polygon", Kind.SCALAR);

    /// The type `line`.
    public static final PgType LINE = builtin(628, "line", Kind.SCALAR);

    /// The type `cidr`.
    public static final PgType CIDR = builtin(650, "cidr", Kind.SCALAR);

    /// The type `float4`.
    public static final PgType FLOAT4 = builtin(700, "float4", Kind.SCALAR);

    /// The type `float8`.
    public static final PgType FLOAT8 = builtin(701, "float8", Kind.SCALAR);

    /// A literal whose type is not known; in a statement, the server is to infer it.
    public static final PgType UNKNOWN = builtin(705, "unknown", Kind.PSEUDO);

    /// The type `circle`.
    public static final PgType CIRCLE = builtin(718, "circle", Kind.SCALAR);

    /// The type `macaddr8`.
    public static final PgType MACADDR8 = builtin(774, "macaddr8", Kind.SCALAR);

    /// The type `money`.
    public static final PgType MONEY = builtin(790, "money", Kind.SCALAR);

    /// The type `macaddr`.
    public static final PgType MACADDR = builtin(829, "macaddr", Kind.SCALAR);

    /// The type `inet`.
    public static final PgType INET = builtin(869, "inet", Kind.SCALAR);

    /// The type `char(n)`.
    public static final PgType BPCHAR = builtin(1042, "bpchar", Kind.SCALAR);

    /// The type `varchar`.
    public static final PgType VARCHAR = builtin(1043, "varchar", Kind.SCALAR);

    /// The type `date`.
    public static final PgType DATE = builtin(1082, "date", Kind.SCALAR);

    /// The type `time`.
    public static final PgType TIME = builtin(1083, "time", Kind.SCALAR);

    /// The type `timestamp`.
    public static final PgType TIMESTAMP = builtin(1114, "timestamp", Kind.SCALAR);

    /// The type `timestamptz`.
    public static final PgType TIMESTAMPTZ = builtin(1184, "timestamptz", Kind.SCALAR);

    /// The type `interval`.
    public static final PgType INTERVAL = builtin(1186, "interval", Kind.SCALAR);

    /// The type `timetz`.
    public static final PgType TIMETZ = builtin(1266, "timetz", Kind.SCALAR);

    /// The type `bit`.
    public static final PgType BIT = builtin(1560, "bit", Kind.SCALAR);

    /// The type `varbit`.
    public static final PgType VARBIT = builtin(1562, "varbit", Kind.SCALAR);

    /// The type `numeric`.
    public static final PgType NUMERIC = builtin(1700, "numeric", Kind.SCALAR);

    /// The type `refcursor`.
    public static final PgType REFCURSOR = builtin(1790, "refcursor", Kind.SCALAR);

    /// The type `regclass`.
    public static final PgType REGCLASS = builtin(2205, "regclass", Kind.SCALAR);

    /// The type `regtype`.
    public static final PgType REGTYPE = builtin(2206, "regtype", Kind.SCALAR);

    /// What a function without a result returns.
    public static final PgType VOID = builtin(2278, "void", Kind.PSEUDO);

    /// The type `uuid`.
    public static final PgType UUID = builtin(2950, "uuid", Kind.SCALAR);

    /// The type `pg_lsn`.
    public static final PgType PG_LSN = builtin(3220, "pg_lsn", Kind.SCALAR);

    /// The type `tsvector`.
    public static final PgType TSVECTOR = builtin(3614, "tsvector", Kind.SCALAR);

    /// The type `tsquery`.
    public static final PgType TSQUERY = builtin(3615, "tsquery", Kind.SCALAR);

    /// The type `jsonb`.
    public static final PgType JSONB = builtin(3802, "jsonb", Kind.SCALAR);

    /// The type `jsonpath`.
    public static final PgType JSONPATH = builtin(4072, "jsonpath", Kind.SCALAR);

    /// The type `pg_snapshot`.
    public static final PgType PG_SNAPSHOT = builtin(5038, "pg_snapshot", Kind.SCALAR);

    /// The type `xid8`.
    public static final PgType XID8 = builtin(5069, "xid8", Kind.SCALAR);

    /// Arrays of [#BOOL].
    public static final PgType BOOL_ARRAY = builtin(1000, "_bool", Kind.ARRAY);

    /// Arrays of [#BYTEA].
    public static final PgType BYTEA_ARRAY = builtin(1001, "_bytea", Kind.ARRAY);

    /// Arrays of [#INT2].
    public static final PgType INT2_ARRAY = builtin(1005, "_int2", Kind.ARRAY);

    /// Arrays of [#INT4].
    public static final PgType INT4_ARRAY = builtin(1007, "_int4", Kind.ARRAY);

    /// Arrays of [#TEXT].
    public static final PgType TEXT_ARRAY = builtin(1009, "_text", Kind.ARRAY);

    /// Arrays of [#VARCHAR].
    public static final PgType VARCHAR_ARRAY = builtin(1015, "_varchar", Kind.ARRAY);

    /// Arrays of [#INT8].
    public static final PgType INT8_ARRAY = builtin(1016, "_int8", Kind.ARRAY);

    /// Arrays of [#FLOAT4].
    public static final PgType FLOAT4_ARRAY = builtin(1021, "_float4", Kind.ARRAY);

    /// Arrays of [#FLOAT8].
    public static final PgType FLOAT8_ARRAY = builtin(1022, "_float8", Kind.ARRAY);

    /// Arrays of [#OID].
    public static final PgType OID_ARRAY = builtin(1028, "_oid", Kind.ARRAY);

    /// Arrays of [#DATE].
    public static final PgType DATE_ARRAY = builtin(1182, "_date", Kind.ARRAY);

    /// Arrays of [#TIMESTAMP].
    public static final PgType TIMESTAMP_ARRAY = builtin(1115, "_timestamp", Kind.ARRAY);

    /// Arrays of [#TIMESTAMPTZ].
    public static final PgType TIMESTAMPTZ_ARRAY = builtin(1185, "_timestamptz", Kind.ARRAY);

    /// Arrays of [#NUMERIC].
    public static final PgType NUMERIC_ARRAY = builtin(1231, "_numeric", Kind.ARRAY);

    /// Arrays of [#UUID].
    public static final PgType UUID_ARRAY = builtin(2951, "_uuid", Kind.ARRAY);

    /// Arrays of [#JSONB].
    public static final PgType JSONB_ARRAY = builtin(3807, "_jsonb", Kind.ARRAY);

    /// The type `int4range`.
    public static final PgType INT4RANGE = builtin(3904, "int4range", Kind.RANGE);

    /// The type `numrange`.
    public static final PgType NUMRANGE = builtin(3906, "numrange", Kind.RANGE);

    /// The type `tsrange`.
    public static final PgType TSRANGE = builtin(3908, "tsrange", Kind.RANGE);

    /// The type `tstzrange`.
    public static final PgType TSTZRANGE = builtin(3910, "tstzrange", Kind.RANGE);

    /// The type `daterange`.
    public static final PgType DATERANGE = builtin(3912, "daterange", Kind.RANGE);

    /// The type `int8range`.
    public static final PgType INT8RANGE = builtin(3926, "int8range", Kind.RANGE);

    /// The type `int4multirange`, of servers from 14 on.
    public static final PgType INT4MULTIRANGE = builtin(4451, "int4multirange", Kind.MULTIRANGE);

    /// The type `nummultirange`, of servers from 14 on.
    public static final PgType NUMMULTIRANGE = builtin(4532, "nummultirange", Kind.MULTIRANGE);

    /// The type `tsmultirange`, of servers from 14 on.
    public static final PgType TSMULTIRANGE = builtin(4533, "tsmultirange", Kind.MULTIRANGE);

    /// The type `tstzmultirange`, of servers from 14 on.
    public static final PgType TSTZMULTIRANGE = builtin(4534, "tstzmultirange", Kind.MULTIRANGE);

    /// The type `datemultirange`, of servers from 14 on.
    public static final PgType DATEMULTIRANGE = builtin(4535, "datemultirange", Kind.MULTIRANGE);

    /// The type `int8multirange`, of servers from 14 on.
    public static final PgType INT8MULTIRANGE = builtin(4536, "int8multirange", Kind.MULTIRANGE);

    /// Refuses null.
    public PgType {
        Objects.requireNonNull(schema, "the schema is null");
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(kind, "the kind is null");
    }

    /// A type of which only the identifier is known, as a parameter of `prepare`.
    ///
    /// @param oid its object identifier in the database of the connection
    /// @return the type, without names
    public static PgType ofOid(int oid) {
        return new PgType(oid, "", "", Kind.SCALAR);
    }

    private static PgType builtin(int oid, String name, Kind kind) {
        return new PgType(oid, "pg_catalog", name, kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgType that && oid == that.oid;
    }

    @Override
    public int hashCode() {
        return oid;
    }

    /// What a type is made of.
    public enum Kind {
        /// A type of its own.
        SCALAR,
        /// Elements of one type, in any number of dimensions.
        ARRAY,
        /// Fields with names: a type made by `create type`, or a row of a table.
        COMPOSITE,
        /// Another type with a name and checks of its own.
        DOMAIN,
        /// Labels in an order.
        ENUM,
        /// All values between two bounds.
        RANGE,
        /// Several ranges.
        MULTIRANGE,
        /// No type of columns, but of functions or literals, as `void` and `record`.
        PSEUDO
    }

    /// The name as in SQL, with its schema unless it is built in; not quoted.
    @Override
    public String toString() {
        if (name.isEmpty()) {
            return "type " + Integer.toUnsignedString(oid);
        }
        return schema.isEmpty() || schema.equals("pg_catalog") ? name : schema + "." + name;
    }
}
