package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.codec.Codec;
import io.juvloop.postgres.codec.JsonMapper;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a program's options say of types; connections with equal ones share a catalog.
///
/// Any thread; immutable.
///
/// @param codecs the program's own codecs by the names of their types, with or without schema
/// @param json joins JSON with a library; null for none
/// @param lookup sees the records of modules that do not open them; null for none
public record TypeOptions(
        Map<String, Codec<?>> codecs, @Nullable JsonMapper json, MethodHandles.@Nullable Lookup lookup) {
    /// Nothing of the program's own.
    public static final TypeOptions DEFAULT = new TypeOptions(Map.of(), null, null);

    /// Copies the map.
    public TypeOptions {
        codecs = Map.copyOf(codecs);
    }

    /// The program's codec for a type; one that is given with the schema goes before one without.
    @Nullable
    TypeCodec<?> codec(String schema, String name) {
        Codec<?> codec = codecs.get(schema + "." + name);
        if (codec == null) {
            codec = codecs.get(name);
        }
        return codec == null ? null : new CustomCodec<>(codec);
    }
}
