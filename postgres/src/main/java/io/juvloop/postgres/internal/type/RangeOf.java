package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.types.Range;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// The type `Range<T>` for a T that is known only at run time.
///
/// @param bound the T
record RangeOf(Type bound) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
        return new Type[] {bound};
    }

    @Override
    public Type getRawType() {
        return Range.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }

    @Override
    public String getTypeName() {
        return "Range<" + bound.getTypeName() + ">";
    }
}
