package io.juvloop.postgres.internal.type;

import java.lang.reflect.Type;
import java.util.List;

/// What class an array is wanted as, taken apart: lists in lists or Java arrays in arrays, and at the bottom a class
/// for the elements.
///
/// @param leaf what the elements are wanted as
/// @param depth how many dimensions there must be; 0 for any
record ArrayShape(Type leaf, int depth) {
    private static final ArrayShape ANY = new ArrayShape(Object.class, 0);

    /// Whether a class is that of the default, a list.
    static boolean isList(Class<?> raw) {
        return raw.isAssignableFrom(List.class);
    }

    /// `List<List<Long>>` has two dimensions and the leaf `Long`. Without parameters the values decide.
    static ArrayShape ofList(Type wanted) {
        Type leaf = Classes.parameter(wanted);
        int depth = 1;
        while (Classes.erased(leaf) != Object.class && isList(Classes.erased(leaf))) {
            leaf = Classes.parameter(leaf);
            depth++;
        }
        return Classes.erased(leaf) == Object.class ? ANY : new ArrayShape(leaf, depth);
    }

    /// `long[][]` has two dimensions and the leaf `long`; `byte[][]` of `bytea` has one, and the leaf `byte[]`.
    static ArrayShape ofArray(Type wanted, Class<?> elementClass) {
        Type leaf = Classes.component(wanted);
        int depth = 1;
        while (Classes.erased(leaf).isArray() && Classes.erased(leaf) != elementClass) {
            leaf = Classes.component(leaf);
            depth++;
        }
        return new ArrayShape(leaf, depth);
    }
}
