package io.juvloop.postgres.internal.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A class of Java records: its components, what reads them and what makes an instance.
///
/// Any thread; immutable. It lives as long as its class.
public final class RecordShape {
    private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);
    private static final MethodType GET = MethodType.methodType(Object.class, Object.class);

    private final Class<?> type;
    private final List<String> names = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final List<MethodHandle> getters = new ArrayList<>();
    private final MethodHandle maker;

    private RecordShape(Class<?> type, MethodHandles.@Nullable Lookup lookup) throws ReflectiveOperationException {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        MethodHandles.Lookup sees =
                lookup == null ? MethodHandles.lookup() : MethodHandles.privateLookupIn(type, lookup);
        for (RecordComponent component : components) {
            names.add(component.getName());
            types.add(component.getGenericType());
            Method accessor = component.getAccessor();
            open(accessor, lookup);
            getters.add(sees.unreflect(accessor).asType(GET));
        }
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        open(constructor, lookup);
        maker = sees.unreflectConstructor(constructor)
                .asSpreader(Object[].class, components.length)
                .asType(MAKE);
    }

    private static void open(AccessibleObject member, MethodHandles.@Nullable Lookup lookup) {
        if (lookup == null) {
            member.trySetAccessible(); // if it is in vain, the lookup decides
        }
    }

    /// Looks at a class.
    ///
    /// @param type of Java records
    /// @param lookup what may see it, or null for this module's own
    /// @return what it consists of
    /// @throws IllegalArgumentException if it is no record, or cannot be seen
    public static RecordShape of(Class<?> type, MethodHandles.@Nullable Lookup lookup) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getTypeName() + " is no record");
        }
        try {
            return new RecordShape(type, lookup);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalArgumentException(
                    "the record " + type.getTypeName()
                            + " cannot be seen: open its package to io.juvloop.postgres, or give the options a Lookup",
                    closed);
        }
    }

    /// The name of a component or column without what differs between Java and SQL: `createdAt` and `created_at`.
    static String folded(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /// The class.
    ///
    /// @return of Java records
    public Class<?> type() {
        return type;
    }

    /// How many components it has.
    ///
    /// @return the number
    public int size() {
        return names.size();
    }

    String name(int component) {
        return names.get(component);
    }

    Type type(int component) {
        return types.get(component);
    }

    /// Finds the component that has a column's name, exactly or else folded.
    ///
    /// @param column its name
    /// @return its index; -1 if there is none
    public int indexOf(String column) {
        return indexOf(column, names);
    }

    /// Finds a name among others, exactly or else folded.
    ///
    /// @return its index; -1 if it is not there
    static int indexOf(String name, List<String> names) {
        int exact = names.indexOf(name);
        if (exact >= 0) {
            return exact;
        }
        String folded = folded(name);
        for (int i = 0; i < names.size(); i++) {
            if (folded(names.get(i)).equals(folded)) {
                return i;
            }
        }
        return -1;
    }

    /// Reads a component.
    ///
    /// @param record of the class
    /// @param component its index
    /// @return the value
    public @Nullable Object get(Object record, int component) {
        try {
            return (Object) getters.get(component).invokeExact(record);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalArgumentException(checked);
        }
    }

    Object make(@Nullable Object[] components) {
        try {
            return (Object) maker.invokeExact(components);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalArgumentException(checked);
        }
    }
}
