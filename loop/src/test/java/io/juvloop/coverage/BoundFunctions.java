package io.juvloop.coverage;

import io.juvloop.bindings.OptionalFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The functions of libuv that the bindings call, with the calling classes.
final class BoundFunctions {
    private static final String FOLDER = "bindings/src/main/java";
    private static final String GENERATED = "io.juvloop.bindings.gen.";
    private static final Pattern FUNCTION = Pattern.compile("\\buv_[a-z0-9_]+\\b");
    private static final Pattern NEWER = Pattern.compile("\\bOptionalFunction\\.([A-Z0-9_]+)\\b");
    private static final Pattern DECLARED = Pattern.compile("public static \\w+ (uv_[a-z0-9_]+)\\(");

    private final Map<String, TreeSet<String>> classesByFunction = new TreeMap<>();
    private final TreeSet<String> generated = new TreeSet<>();

    BoundFunctions() {
        SourceTree.below(FOLDER).forEach(source -> {
            if (source.name().startsWith(GENERATED)) {
                DECLARED.matcher(source.code()).results().forEach(found -> generated.add(found.group(1)));
            } else {
                FUNCTION.matcher(source.code()).results().forEach(found -> add(found.group(), source));
                NEWER.matcher(source.code())
                        .results()
                        .forEach(found -> add("uv_" + found.group(1).toLowerCase(Locale.ROOT), source));
            }
        });
    }

    private void add(String function, SourceTree.Source source) {
        classesByFunction.computeIfAbsent(function, any -> new TreeSet<>()).add(source.simpleName());
    }

    /// All functions with a generated binding.
    Set<String> generated() {
        return generated;
    }

    /// The classes that call a function; if there are none, those that only link it.
    List<String> callers(String function) {
        TreeSet<String> classes = classesByFunction.getOrDefault(function, new TreeSet<>());
        List<String> callers =
                classes.stream().filter(name -> !name.endsWith("Downcalls")).toList();
        return callers.isEmpty() ? List.copyOf(classes) : callers;
    }

    /// The version of libuv that introduced a function, if it is newer than the oldest supported version; or
    /// empty.
    static String since(String function) {
        return Arrays.stream(OptionalFunction.values())
                .filter(newer -> function.equals(newer.functionName()))
                .map(newer -> "libuv " + newer.since())
                .findFirst()
                .orElse("");
    }
}
