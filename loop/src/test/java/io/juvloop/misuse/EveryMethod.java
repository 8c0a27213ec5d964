package io.juvloop.misuse;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls every public method of an object's interfaces, with every wrong argument.
///
/// A method may return, or throw an exception that a program can understand; no exception of the bindings may
/// be visible, and no assertion may fail.
///
/// On the thread of the object.
final class EveryMethod {
    private static final List<Class<? extends Throwable>> UNDERSTOOD = List.of(
            NullPointerException.class,
            IllegalArgumentException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class,
            WrongThreadException.class,
            CancellationException.class,
            CompletionException.class,
            TimeoutException.class,
            IOException.class);

    private final Set<String> left;
    private final List<String> wrong = new ArrayList<>();
    private int calls;

    /// @param left the names of methods not to call
    EveryMethod(String... left) {
        this.left = Set.of(left);
    }

    /// Calls all methods.
    ///
    /// @return itself
    EveryMethod of(Object target) {
        interfaces(target.getClass())
                .flatMap(type -> List.of(type.getMethods()).stream())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !left.contains(method.getName()))
                .distinct()
                .sorted(Comparator.comparing(Method::toGenericString))
                .forEach(method -> WrongArguments.of(method.getParameterTypes())
                        .forEach(arguments -> call(target, method, arguments)));
        return this;
    }

    private static Stream<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            addInterfaces(at, all);
        }
        return all.stream().filter(each -> Modifier.isPublic(each.getModifiers()) && isPublicApi(each));
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> each : type.getInterfaces()) {
            all.add(each);
            addInterfaces(each, all);
        }
    }

    private static boolean isPublicApi(Class<?> type) {
        String name = type.getPackageName();
        return name.startsWith("io.juvloop") && !name.contains("internal") && !name.contains("bindings");
    }

    private void call(Object target, Method method, @Nullable Object[] arguments) {
        calls++;
        try {
            Object _ = method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            if (UNDERSTOOD.stream().noneMatch(type -> type.isInstance(cause))) {
                wrong.add(method.getName() + " " + List.of(method.getParameterTypes()) + " threw " + cause);
            }
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// The number of calls.
    int calls() {
        return calls;
    }

    /// The exceptions that should not have been thrown.
    List<String> wrong() {
        return wrong;
    }
}
