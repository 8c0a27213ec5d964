package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;
import org.jspecify.annotations.Nullable;

/// The types that every database has, with the identifiers that they have in all versions.
///
/// Composite types of the system's tables are not among them: they are introspected as those of other tables are.
/// Loop thread only; it lives while a catalog is filled.
final class BuiltinTypes {
    private static final int MAC_BYTES = 6;
    private static final int LONG_MAC_BYTES = 8;

    private final TypeCatalog catalog;
    private final TypeBuilder builder;

    private BuiltinTypes(TypeCatalog catalog) {
        this.catalog = catalog;
        this.builder = new TypeBuilder(catalog);
    }

    static void addTo(TypeCatalog catalog) {
        BuiltinTypes types = new BuiltinTypes(catalog);
        types.numbers();
        types.texts();
        types.documents();
        types.times();
        types.identifiers();
        types.references();
        types.geometry();
        types.networks();
        types.searches();
        types.ranges();
        types.statistics();
        types.vectors();
        types.pseudo();
    }

    private void numbers() {
        base(16, "bool", 1000, new BoolCodec());
        base(21, "int2", 1005, new Int2Codec());
        base(23, "int4", 1007, new Int4Codec());
        base(20, "int8", 1016, new Int8Codec());
        base(700, "float4", 1021, new Float4Codec());
        base(701, "float8", 1022, new Float8Codec());
        base(1700, "numeric", 1231, new NumericCodec());
        base(790, "money", 791, new MoneyCodec());
        base(1560, "bit", 1561, new BitCodec());
        base(1562, "varbit", 1563, new BitCodec());
    }

    private void texts() {
        TextCodec text = new TextCodec();
        base(25, "text", 1009, text);
        base(1043, "varchar", 1015, text);
        base(1042, "bpchar", 1014, text);
        base(19, "name", 1003, text);
        base(142, "xml", 143, text);
        base(1790, "refcursor", 2201, text);
        base(194, "pg_node_tree", 0, text);
        base(18, "char", 1002, new CharCodec());
        base(17, "bytea", 1001, new ByteaCodec());
        base(1033, "aclitem", 1034, new OpaqueCodec());
    }

    private void documents() {
        base(114, "json", 199, new JsonCodec(false, catalog.options().json()));
        base(3802, "jsonb", 3807, new JsonCodec(true, catalog.options().json()));
        base(4072, "jsonpath", 4073, new VersionedTextCodec());
    }

    private void times() {
        base(1082, "date", 1182, new DateCodec());
        base(1083, "time", 1183, new TimeCodec());
        base(1266, "timetz", 1270, new TimeTzCodec());
        base(1114, "timestamp", 1115, new TimestampCodec());
        base(1184, "timestamptz", 1185, new TimestampTzCodec());
        base(1186, "interval", 1187, new IntervalCodec());
    }

    private void identifiers() {
        base(2950, "uuid", 2951, new UuidCodec());
        base(27, "tid", 1010, new TidCodec());
        base(3220, "pg_lsn", 3221, new LsnCodec());
        base(5038, "pg_snapshot", 5039, new SnapshotCodec());
        base(2970, "txid_snapshot", 2949, new SnapshotCodec());
        base(5069, "xid8", 271, new Int8Codec());
    }

    private void references() {
        UnsignedCodec number = new UnsignedCodec();
        base(26, "oid", 1028, number);
        base(28, "xid", 1011, number);
        base(29, "cid", 1012, number);
        base(24, "regproc", 1008, number);
        base(2202, "regprocedure", 2207, number);
        base(2203, "regoper", 2208, number);
        base(2204, "regoperator", 2209, number);
        base(2205, "regclass", 2210, number);
        base(2206, "regtype", 2211, number);
        base(3734, "regconfig", 3735, number);
        base(3769, "regdictionary", 3770, number);
        base(4089, "regnamespace", 4090, number);
        base(4096, "regrole", 4097, number);
        base(4191, "regcollation", 4192, number);
    }

    private void geometry() {
        base(600, "point", 1017, GeometricCodec.point());
        base(601, "lseg", 1018, GeometricCodec.lseg());
        base(602, "path", 1019, GeometricCodec.path());
        base(603, "box", 1020, GeometricCodec.box());
        base(604, "polygon", 1027, GeometricCodec.polygon());
        base(628, "line", 629, GeometricCodec.line());
        base(718, "circle", 719, GeometricCodec.circle());
    }

    private void networks() {
        base(869, "inet", 1041, new InetCodec());
        base(650, "cidr", 651, new CidrCodec());
        base(829, "macaddr", 1040, new MacCodec(MAC_BYTES));
        base(774, "macaddr8", 775, new MacCodec(LONG_MAC_BYTES));
    }

    private void searches() {
        base(3614, "tsvector", 3643, new TsVectorCodec());
        base(3615, "tsquery", 3645, new TsQueryCodec());
        base(3642, "gtsvector", 3644, new OpaqueCodec());
    }

    private void ranges() {
        range(3904, "int4range", 3905, 23, 4451, "int4multirange", 6150);
        range(3926, "int8range", 3927, 20, 4536, "int8multirange", 6157);
        range(3906, "numrange", 3907, 1700, 4532, "nummultirange", 6151);
        range(3908, "tsrange", 3909, 1114, 4533, "tsmultirange", 6152);
        range(3910, "tstzrange", 3911, 1184, 4534, "tstzmultirange", 6153);
        range(3912, "daterange", 3913, 1082, 4535, "datemultirange", 6155);
    }

    /// What `analyze` and indexes keep: the server sends its own form and takes none.
    private void statistics() {
        ByteaCodec bytes = new ByteaCodec();
        base(3361, "pg_ndistinct", 0, bytes);
        base(3402, "pg_dependencies", 0, bytes);
        base(5017, "pg_mcv_list", 0, bytes);
        base(4600, "pg_brin_bloom_summary", 0, bytes);
        base(4601, "pg_brin_minmax_multi_summary", 0, bytes);
    }

    /// The old arrays of the system's tables, which begin at 0.
    private void vectors() {
        base(22, "int2vector", 1006, new ArrayCodec(new Int2Codec(), PgType.INT2.oid(), 0));
        base(30, "oidvector", 1013, new ArrayCodec(new UnsignedCodec(), PgType.OID.oid(), 0));
    }

    private void pseudo() {
        pseudo(705, "unknown", 0, new TextCodec());
        pseudo(2275, "cstring", 1263, new TextCodec());
        pseudo(2278, "void", 0, new VoidCodec());
        pseudo(2277, "anyarray", 0, new AnyArrayCodec(catalog));
        pseudo(2249, "record", 2287, new RecordCodec(catalog));
    }

    private void base(int oid, String name, int arrayOid, TypeCodec<?> codec) {
        add(oid, name, PgType.Kind.SCALAR, arrayOid, 0, codec);
    }

    private void pseudo(int oid, String name, int arrayOid, TypeCodec<?> codec) {
        add(oid, name, PgType.Kind.PSEUDO, arrayOid, 0, codec);
    }

    private void range(
            int oid, String name, int arrayOid, int bound, int multirange, String multirangeName, int arrayOfThem) {
        add(oid, name, PgType.Kind.RANGE, arrayOid, bound, null);
        add(multirange, multirangeName, PgType.Kind.MULTIRANGE, arrayOfThem, oid, null);
    }

    private void add(int oid, String name, PgType.Kind kind, int arrayOid, int inner, @Nullable TypeCodec<?> codec) {
        PgType type = new PgType(oid, "pg_catalog", name, kind);
        catalog.addBuiltin(builder.build(TypeDescription.of(type, arrayOid, inner), codec));
        if (arrayOid != 0) {
            PgType array = new PgType(arrayOid, "pg_catalog", "_" + name, PgType.Kind.ARRAY);
            catalog.addBuiltin(builder.build(TypeDescription.of(array, 0, oid), null));
        }
    }
}
