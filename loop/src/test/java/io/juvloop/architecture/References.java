package io.juvloop.architecture;

import io.juvloop.coverage.SourceTree.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The references between the files of a source tree: by an import, by a full name, or by the simple name of a
/// type in the same package.
///
/// Any thread. Immutable.
final class References {
    private static final Pattern LITERAL = Pattern.compile("(?s:\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\\n])*\"");
    private static final Pattern TYPE = Pattern.compile("(?<![.\\w])[A-Z]\\w*");
    private static final Pattern QUALIFIED = Pattern.compile("(?<![.\\w])(?:[a-z]\\w*\\.)+[A-Z]\\w*");

    private final Map<String, Set<String>> named = new TreeMap<>();

    References(Collection<Source> sources) {
        Map<String, Source> byName = sources.stream().collect(Collectors.toMap(Source::name, Function.identity()));
        for (Source source : sources) {
            Set<String> others = new TreeSet<>();
            String code = LITERAL.matcher(source.code()).replaceAll("");
            source.imports().forEach(imported -> add(fileOf(imported, byName), others));
            matches(QUALIFIED, code).forEach(name -> add(fileOf(name, byName), others));
            matches(TYPE, code).forEach(name -> add(fileOf(inPackage(packageOf(source.name()), name), byName), others));
            others.remove(source.name());
            named.put(source.name(), others);
        }
    }

    private static List<String> matches(Pattern pattern, String code) {
        return pattern.matcher(code)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static void add(@Nullable String file, Set<String> others) {
        if (file != null) {
            others.add(file);
        }
    }

    /// The file of a type, of one inside it, or of a static member.
    private static @Nullable String fileOf(String name, Map<String, Source> byName) {
        String rest = name;
        while (!byName.containsKey(rest)) {
            int dot = rest.lastIndexOf('.');
            if (dot < 0) {
                return null;
            }
            rest = rest.substring(0, dot);
        }
        return rest;
    }

    static String packageOf(String name) {
        return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }

    private static String inPackage(String folder, String name) {
        return folder.isEmpty() ? name : folder + "." + name;
    }

    /// All files, in order of their names.
    Set<String> files() {
        return named.keySet();
    }

    /// The files that a file names.
    Set<String> of(String file) {
        return named.getOrDefault(file, Set.of());
    }

    /// The sets of files in which each leads to each, by [Tarjan's
    /// algorithm](https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm).
    List<Set<String>> circles() {
        return new Walk().circles();
    }

    private final class Walk {
        private final Map<String, Integer> numbers = new TreeMap<>();
        private final Map<String, Integer> lowest = new TreeMap<>();
        private final List<String> open = new ArrayList<>();
        private final List<Set<String>> circles = new ArrayList<>();

        List<Set<String>> circles() {
            for (String file : files()) {
                if (!numbers.containsKey(file)) {
                    visit(file);
                }
            }
            return circles;
        }

        private int visit(String file) {
            int number = numbers.size();
            numbers.put(file, number);
            lowest.put(file, number);
            open.add(file);
            for (String other : of(file)) {
                if (!numbers.containsKey(other)) {
                    lowest.merge(file, visit(other), Math::min);
                } else if (open.contains(other)) {
                    lowest.merge(file, numbers.getOrDefault(other, number), Math::min);
                }
            }
            int low = lowest.getOrDefault(file, number);
            if (low == number) {
                close(open.subList(open.indexOf(file), open.size()));
            }
            return low;
        }

        private void close(List<String> circle) {
            if (circle.size() > 1) {
                circles.add(new TreeSet<>(circle));
            }
            circle.clear();
        }
    }
}
