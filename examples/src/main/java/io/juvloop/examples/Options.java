package io.juvloop.examples;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `--name value` and `--flag` from a command line.
public final class Options {
    private static final int HIGHEST_PORT = 65535;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private final Map<String, String> values = new HashMap<>();

    /// The command line is wrong; the message explains the mistake.
    public static final class Misuse extends Exception {
        private static final long serialVersionUID = 1;

        /// Makes one.
        ///
        /// @param message the mistake
        public Misuse(String message) {
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

    /// Rejects unknown options.
    ///
    /// @param known their names
    /// @throws Misuse for an unknown option
    public void requireKnown(Set<String> known) throws Misuse {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new Misuse("unknown option --" + name);
            }
        }
    }

    /// Whether an option was given.
    ///
    /// @param name without the dashes
    /// @return whether it was
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// Returns the value of an option.
    ///
    /// @param name without the dashes
    /// @param otherwise the value if it was not given
    /// @return the text
    public String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /// Returns the value of an option that is a port.
    ///
    /// @param name without the dashes
    /// @param otherwise the value if it was not given
    /// @return a port from 0 on
    /// @throws Misuse if it is none
    public int port(String name, int otherwise) throws Misuse {
        int port = number(name, otherwise);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new Misuse("--" + name + " wants a port from 0 to 65535, not " + port);
        }
        return port;
    }

    /// Returns the value of an option that is a number above 0.
    ///
    /// @param name without the dashes
    /// @param otherwise the value if it was not given
    /// @return the number
    /// @throws Misuse if it is none
    public int positive(String name, int otherwise) throws Misuse {
        int number = number(name, otherwise);
        if (number <= 0) {
            throw new Misuse("--" + name + " wants a number above 0, not " + number);
        }
        return number;
    }

    private int number(String name, int otherwise) throws Misuse {
        String text = values.get(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new Misuse("--" + name + " wants a number, not " + text);
        }
    }

    Duration millis(String name, int otherwise) throws Misuse {
        return Duration.ofMillis(positive(name, otherwise));
    }

    /// `HOST:PORT`, not resolved.
    InetSocketAddress address(String name) throws Misuse {
        String text = get(name, "");
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= HIGHEST_PORT) {
                return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
            }
        } catch (NumberFormatException notANumber) {
            throw new Misuse("--" + name + " wants HOST:PORT, not " + text);
        }
        throw new Misuse("--" + name + " wants HOST:PORT, not " + text);
    }

    /// Ports such as `1-1024,8080`.
    Set<Integer> ports(String name) throws Misuse {
        Set<Integer> ports = new LinkedHashSet<>();
        Matcher range = RANGE.matcher("");
        for (String part : get(name, "").split(",", -1)) {
            if (!range.reset(part).matches()) {
                throw new Misuse("--" + name + " wants ports such as 1-1024,8080, not " + get(name, ""));
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first < 1 || last < first || last > HIGHEST_PORT) {
                throw new Misuse("--" + name + " wants ports from 1 to 65535, not " + part);
            }
            for (int port = first; port <= last; port++) {
                ports.add(port);
            }
        }
        return ports;
    }
}
