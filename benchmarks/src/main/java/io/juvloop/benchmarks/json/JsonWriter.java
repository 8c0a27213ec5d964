package io.juvloop.benchmarks.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A writer of JSON, indented for readers and for diffs. Numbers keep six significant digits, more than the
/// precision of the measurement.
final class JsonWriter {
    private static final MathContext PRECISION = new MathContext(6);

    private final StringBuilder out = new StringBuilder();

    String write(@Nullable Object document) {
        value(document, 0);
        return out.append('\n').toString();
    }

    private void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> object(map, depth);
            case Collection<?> list -> array(list, depth);
            case Double number -> out.append(number(number));
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> string(value.toString());
        }
    }

    private static String number(double number) {
        return Double.isFinite(number) ? shortest(new BigDecimal(number, PRECISION)) : "null";
    }

    private static String shortest(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<?, ?> member = members.next();
            newLine(depth + 1);
            string(String.valueOf(member.getKey()));
            out.append(": ");
            value(member.getValue(), depth + 1);
            out.append(members.hasNext() ? "," : "");
        }
        if (!map.isEmpty()) {
            newLine(depth);
        }
        out.append('}');
    }

    /// Lists of plain numbers stay on one line: they are the slices of a run, and there are many.
    private void array(Collection<?> list, int depth) {
        boolean inline = list.stream().allMatch(Number.class::isInstance);
        out.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            if (!inline) {
                newLine(depth + 1);
            }
            value(elements.next(), depth + 1);
            out.append(elements.hasNext() ? inline ? ", " : "," : "");
        }
        if (!inline) {
            newLine(depth);
        }
        out.append(']');
    }

    private void newLine(int depth) {
        out.append('\n').repeat("  ", depth);
    }

    private void string(String text) {
        out.append('"');
        text.chars().forEach(character -> {
            switch (character) {
                case '"', '\\' -> out.append('\\').append((char) character);
                case '\n' -> out.append("\\n");
                default -> out.append(character < ' ' ? "\\u%04x".formatted(character) : (char) character + "");
            }
        });
        out.append('"');
    }
}
