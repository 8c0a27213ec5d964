package io.juvloop.examples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `--name value` and `--flag` from a command line.
final class Options {
    private static final int HIGHEST_PORT = 65535;

    private final Map<String, String> values = new HashMap<>();

    /// The command line is wrong; the message says how.
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message);
        }
    }

    Options(List<String> arguments) throws Misuse {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (!name.startsWith("--")) {
                throw new Misuse("not an option: " + name);
            }
            boolean hasValue = i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
            values.put(name.substring(2), hasValue ? arguments.get(++i) : "");
        }
    }

    /// Refuses options that are not known.
    ///
    /// @param known their names
    /// @throws Misuse for any other
    void requireKnown(Set<String> known) throws Misuse {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new Misuse("unknown option --" + name);
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int port(String name, int otherwise) throws Misuse {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new Misuse("--" + name + " wants a number, not " + text);
        }
        throw new Misuse("--" + name + " wants a port from 0 to 65535, not " + text);
    }
}
