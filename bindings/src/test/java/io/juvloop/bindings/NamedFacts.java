package io.juvloop.bindings;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Prints the tables of the bindings for a system and a processor with other names than this machine's, one
/// `Class.NAME=value` a line, and the signals.
///
/// Runs in a JVM of its own, because the tables are made once.
final class NamedFacts {
    private static final List<Class<?>> TABLES = List.of(Abi.class, HostAbi.class, ProcessLayout.class, Fcntl.class);

    private NamedFacts() {}

    /// Prints.
    ///
    /// @param arguments the name of the system, and that of the processor, as the JVM has them
    public static void main(String[] arguments) throws ReflectiveOperationException {
        System.setProperty("os.name", arguments[0]);
        System.setProperty("os.arch", arguments[1]);
        Map<String, Object> facts = new TreeMap<>();
        for (Class<?> table : TABLES) {
            for (Field field : table.getDeclaredFields()) {
                if (field.getType() == int.class) {
                    field.setAccessible(true);
                    facts.put(table.getSimpleName() + "." + field.getName(), field.getInt(null));
                }
            }
        }
        SignalNumbers.here().forEach((name, number) -> facts.put("signal." + name, number));
        facts.forEach((name, value) -> System.out.println(name + "=" + value));
    }
}
