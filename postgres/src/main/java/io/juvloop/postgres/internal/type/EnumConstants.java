package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.Utf8;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The constants of a Java enum by the labels of a PostgreSQL enum: a label is the name of its constant, exactly or
/// with other upper and lower case.
///
/// Any thread; immutable.
final class EnumConstants implements Decoder<Enum<?>> {
    private final Class<?> type;
    private final Map<String, Enum<?>> byName = new HashMap<>();
    private final Map<String, Enum<?>> byFoldedName = new HashMap<>();

    private EnumConstants(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            Enum<?> named = (Enum<?>) constant;
            byName.put(named.name(), named);
            byFoldedName.putIfAbsent(named.name().toLowerCase(Locale.ROOT), named);
        }
    }

    static Decoder<Enum<?>> decoder(Class<?> type) {
        return new EnumConstants(type);
    }

    @Override
    public Enum<?> decode(byte[] block, int offset, int length) {
        String label = Utf8.decode(block, offset, length);
        Enum<?> constant = byName.get(label);
        if (constant == null) {
            constant = byFoldedName.get(label.toLowerCase(Locale.ROOT));
        }
        if (constant == null) {
            throw new IllegalArgumentException(type.getTypeName() + " has no constant " + label);
        }
        return constant;
    }
}
