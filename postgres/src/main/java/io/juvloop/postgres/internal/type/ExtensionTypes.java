package io.juvloop.postgres.internal.type;

import org.jspecify.annotations.Nullable;

/// The codecs for base types of extensions, which are known by their names, as their identifiers differ.
///
/// Any thread; it keeps nothing.
final class ExtensionTypes {
    private ExtensionTypes() {}

    /// The codec for a base type that is not built in.
    ///
    /// @param name its name, in whatever schema
    /// @return null if none is known, so that it comes as text
    static @Nullable TypeCodec<?> codec(String name) {
        return switch (name) {
            case "citext" -> new TextCodec();
            case "ltree", "lquery", "ltxtquery" -> new VersionedTextCodec();
            case "hstore" -> new HstoreCodec();
            case "vector" -> new VectorCodec(false);
            case "halfvec" -> new VectorCodec(true);
            case "sparsevec" -> new SparseVectorCodec();
            default -> null;
        };
    }
}
