package io.juvloop.locks;

import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;

/// Monitors deep inside JDK 25 that everybody meets who frees native memory by way of the garbage collector.
///
/// Any thread. A test that wants one is aborted on a JDK that has it no more, or does not let us in.
final class MonitorOfTheJdk {
    private MonitorOfTheJdk() {}

    /// Guards the direct buffers that are to be freed.
    static Object ofDirectBuffers() {
        try {
            return Class.forName("jdk.internal.ref.Cleaner");
        } catch (ClassNotFoundException otherJdk) {
            return abort("direct buffers are freed in another way: " + otherJdk);
        }
    }

    /// Guards what the JDK's own [java.lang.ref.Cleaner] has to do, for arenas and much else.
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
