package io.juvloop.benchmarks.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as the runner needs it: it reads the load generator's lines and writes reports. A document consists of
/// maps, lists, strings, numbers, booleans and nulls.
public final class Json {
    private Json() {}

    /// Reads a document; an `IllegalArgumentException` names the mistake and its position.
    public static @Nullable Object parse(String text) {
        return new JsonReader(text).read();
    }

    /// Reads a document that is an object.
    public static Members members(String text) {
        return new Members(asMap(parse(text), "the document"));
    }

    /// Writes a document with two spaces of indentation and an end of line.
    public static String write(@Nullable Object document) {
        return new JsonWriter().write(document);
    }

    @SuppressWarnings("unchecked") // the reader makes no other maps
    private static Map<String, @Nullable Object> asMap(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException(what + " is not an object");
    }

    /// The members of an object, accessed by type; a member that is missing or of another type is rejected by
    /// name.
    public record Members(Map<String, @Nullable Object> values) {
        public double number(String name) {
            if (values.get(name) instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException(name + " is not a number");
        }

        /// A string, or null where the document says null.
        public @Nullable String text(String name) {
            Object value = values.get(name);
            if (value instanceof String || (value == null && values.containsKey(name))) {
                return (String) value;
            }
            throw new IllegalArgumentException(name + " is not a text");
        }

        public Members members(String name) {
            return new Members(asMap(values.get(name), name));
        }

        /// A list of numbers.
        public double[] numbers(String name) {
            return list(name).stream()
                    .mapToDouble(element -> {
                        if (element instanceof Number number) {
                            return number.doubleValue();
                        }
                        throw new IllegalArgumentException(name + " is not a list of numbers");
                    })
                    .toArray();
        }

        /// Whether the object has such a member.
        public boolean has(String name) {
            return values.containsKey(name);
        }

        public List<?> list(String name) {
            if (values.get(name) instanceof List<?> list) {
                return list;
            }
            throw new IllegalArgumentException(name + " is not a list");
        }
    }
}
