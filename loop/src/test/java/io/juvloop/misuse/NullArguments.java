package io.juvloop.misuse;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls the methods of a type with null for one argument after another, wherever the type does not declare
/// that it may be null; the other arguments are valid. The method must throw [NullPointerException].
///
/// On the thread of the objects.
final class NullArguments {
    private final ProperArguments proper;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> called = new HashSet<>();

    NullArguments(ProperArguments proper) {
        this.proper = proper;
    }

    /// Calls the constructors and static methods of a type.
    void ofType(Class<?> type) {
        Stream.<Executable>concat(
                        Stream.of(type.getConstructors()),
                        Stream.of(type.getDeclaredMethods()).filter(method -> Modifier.isStatic(method.getModifiers())))
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .sorted(Comparator.comparing(Executable::toGenericString))
                .forEach(each -> refuses(each, null));
    }

    /// Calls the methods of an object that its type declares, or a type above it.
    void ofObject(Class<?> type, Object target) {
        Stream.of(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass().getName().startsWith("io.juvloop"))
                .filter(method -> !method.getName().equals("equals"))
                .sorted(Comparator.comparing(Method::toGenericString))
                .forEach(method -> refuses(method, target));
    }

    private void refuses(Executable called, @Nullable Object target) {
        AnnotatedType[] types = called.getAnnotatedParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (!mayBeNull(types[i], called.getGenericParameterTypes()[i])) {
                refuses(called, target, i, null);
            }
            if (isArrayOfProperThings(types[i])) {
                refuses(called, target, i, arrayWithNull(called.getParameterTypes()[i]));
            }
        }
    }

    private static boolean mayBeNull(AnnotatedType type, Type generic) {
        return generic instanceof TypeVariable<?>
                || (generic instanceof Class<?> plain && plain.isPrimitive())
                || type.isAnnotationPresent(Nullable.class);
    }

    private static boolean isArrayOfProperThings(AnnotatedType type) {
        return type instanceof AnnotatedArrayType array
                && !mayBeNull(
                        array.getAnnotatedGenericComponentType(),
                        array.getAnnotatedGenericComponentType().getType());
    }

    private static Object arrayWithNull(Class<?> type) {
        return Array.newInstance(type.getComponentType(), 1);
    }

    private void refuses(Executable executable, @Nullable Object target, int index, @Nullable Object value) {
        @Nullable Object[] arguments = new Object[executable.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = proper.of(executable.getParameterTypes()[i]);
        }
        arguments[index] = value;
        String name = executable.getDeclaringClass().getSimpleName() + "." + executable.getName() + " argument " + index
                + " of " + List.of(executable.getParameterTypes());
        if (!called.add(name + (value == null ? "" : " elements"))) {
            return;
        }
        Throwable thrown = call(executable, target, arguments);
        if (!isRefusal(thrown)) {
            wrong.add(name + (value == null ? "" : ", an element") + ": " + describe(thrown));
        }
    }

    private static @Nullable Throwable call(
            Executable executable, @Nullable Object target, @Nullable Object[] arguments) {
        try {
            Object _ = executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) executable).invoke(target, arguments);
            return null;
        } catch (InvocationTargetException thrown) {
            return thrown.getCause();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(executable.toString(), impossible);
        }
    }

    private static boolean isRefusal(@Nullable Throwable thrown) {
        return thrown instanceof NullPointerException;
    }

    private static String describe(@Nullable Throwable thrown) {
        return thrown == null ? "went on" : thrown + " at " + thrown.getStackTrace()[0];
    }

    /// The number of arguments tried.
    int calls() {
        return called.size();
    }

    /// The methods that accepted null.
    List<String> wrong() {
        return wrong;
    }
}
