package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.PgType;
import java.util.List;

/// What `pg_type` and its neighbours say of a type.
///
/// @param type its identifier and names
/// @param arrayOid the type of arrays of it; 0 for none
/// @param inner the type that it is built on: of elements, of bounds, of the ranges of a multirange, of a domain's
///     base; 0 for none
/// @param isBinary whether the server sends and takes it in binary
/// @param delimiter what stands between the elements of an array's literal
/// @param labels of an enum
/// @param fieldNames of a composite
/// @param fieldOids of a composite
record TypeDescription(
        PgType type,
        int arrayOid,
        int inner,
        boolean isBinary,
        char delimiter,
        List<String> labels,
        List<String> fieldNames,
        List<Integer> fieldOids) {
    private static final char COMMA = ',';

    /// A type that is built on another one, or on none.
    static TypeDescription of(PgType type, int arrayOid, int inner) {
        return new TypeDescription(type, arrayOid, inner, true, COMMA, List.of(), List.of(), List.of());
    }

    /// A type of which nothing is known: it was dropped, and comes as text.
    static TypeDescription unknown(int oid) {
        return new TypeDescription(PgType.ofOid(oid), 0, 0, false, COMMA, List.of(), List.of(), List.of());
    }
}
