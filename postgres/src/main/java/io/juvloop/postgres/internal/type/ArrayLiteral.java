package io.juvloop.postgres.internal.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The text form of an array, as `{a,"b c",NULL}`, possibly with bounds before it, as `[2:3]={a,b}`.
///
/// One thread; it lives for one parse.
final class ArrayLiteral {
    private final String text;
    private final char delimiter;
    private final Function<String, @Nullable Object> element;
    private int at;

    /// Makes a parser.
    ///
    /// @param text the literal
    /// @param delimiter what stands between elements
    /// @param element makes the value of an element that is not NULL
    ArrayLiteral(String text, char delimiter, Function<String, @Nullable Object> element) {
        this.text = text;
        this.delimiter = delimiter;
        this.element = element;
    }

    List<@Nullable Object> parse() {
        at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
        List<@Nullable Object> list = level(0);
        if (at != text.length()) {
            throw malformed();
        }
        return list;
    }

    private List<@Nullable Object> level(int depth) {
        if (depth == Dimensions.MOST || next() != '{') {
            throw malformed();
        }
        List<@Nullable Object> list = new ArrayList<>();
        if (peek() == '}') {
            at++;
            return List.of();
        }
        char separator;
        do {
            list.add(
                    switch (peek()) {
                        case '{' -> level(depth + 1);
                        case '"' -> element.apply(quoted());
                        default -> plain();
                    });
            separator = next();
        } while (separator == delimiter);
        if (separator != '}') {
            throw malformed();
        }
        return Collections.unmodifiableList(list);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            value.append(c == '\\' ? next() : c);
        }
        return value.toString();
    }

    private @Nullable Object plain() {
        StringBuilder value = new StringBuilder();
        while (peek() != delimiter && peek() != '}') {
            char c = next();
            value.append(c == '\\' ? next() : c);
        }
        String plain = value.toString();
        return plain.equals("NULL") ? null : element.apply(plain);
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private static IllegalArgumentException malformed() {
        return Misfit.bytes("no literal of an array");
    }
}
