package io.juvloop.postgres.internal.type;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What codecs need to know of Java's types.
///
/// Any thread; it keeps nothing.
final class Classes {
    private Classes() {}

    /// The class of a type without its parameters; of a primitive type, its box.
    static Class<?> raw(Type type) {
        return MethodType.methodType(erased(type)).wrap().returnType();
    }

    /// The class of a type without its parameters, primitive ones as they are.
    static Class<?> erased(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> erased(parameterized.getRawType());
            case GenericArrayType array ->
                Array.newInstance(erased(array.getGenericComponentType()), 0).getClass();
            case WildcardType wildcard -> erased(wildcard.getUpperBounds()[0]);
            case TypeVariable<?> variable -> erased(variable.getBounds()[0]);
            default -> throw new IllegalArgumentException("an unknown kind of type: " + type.getTypeName());
        };
    }

    /// The parameter of a type with one, as `Long` of `List<Long>`; [Object] if it has none.
    static Type parameter(Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getActualTypeArguments().length == 1
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    /// What an array type is an array of, with its parameters.
    static Type component(Type array) {
        return array instanceof GenericArrayType generic
                ? generic.getGenericComponentType()
                : Objects.requireNonNull(erased(array).getComponentType(), "no array type");
    }

    static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value, "a type without values");
    }
}
