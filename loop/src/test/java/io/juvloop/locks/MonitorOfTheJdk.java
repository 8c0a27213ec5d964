package io.juvloop.locks;

import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;

/// Monitors deep inside JDK 25 that are used when native memory is freed through the garbage collector.
///
/// Any thread. A test that needs one is aborted on a JDK that no longer has it, or gives no access.
final class MonitorOfTheJdk {
    private MonitorOfTheJdk() {}

    /// Guards the direct buffers to be freed.
    static Object ofDirectBuffers() {
        try {
            return Class.forName("jdk.internal.ref.Cleaner");
        } catch (ClassNotFoundException otherJdk) {
            return abort("direct buffers are freed in another way: " + otherJdk);
        }
    }

    /// Guards the queue of the JDK's own [java.lang.ref.Cleaner], for arenas and other objects.
    static Object ofCleaner() {
        try {
            Class<?> factory = Class.forName("jdk.internal.ref.CleanerFactory");
            Object cleaner = factory.getMethod("cleaner").invoke(null);
            return fieldOf(fieldOf(cleaner, "impl"), "activeList");
        } catch (ReflectiveOperationException | InaccessibleObjectException otherJdk) {
            return abort("its cleaner works in another way: " + otherJdk);
        }
    }

    private static Object fieldOf(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
