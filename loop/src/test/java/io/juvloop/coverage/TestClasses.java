package io.juvloop.coverage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tests of all modules, and the names that they use.
final class TestClasses {
    private static final int SHOWN = 3;
    private static final Pattern WORD = Pattern.compile("\\w+");

    /// The methods of the loop that give a type of their own, by that type, which tests need not name.
    private static final Map<String, String> NOUNS =
            Map.of("LoopHost", "host", "Phases", "phases", "Terminals", "terminals", "Watching", "files");

    /// A class of the tests.
    ///
    /// @param label its name in the table, including its package below `io.juvloop`
    /// @param ofBindings whether it belongs to that module
    /// @param words the number of occurrences of each word
    private record TestClass(
            String label, String simpleName, boolean ofBindings, String code, Map<String, Integer> words) {
        static TestClass of(SourceTree.Source source, boolean ofBindings) {
            Map<String, Integer> words = new HashMap<>();
            WORD.matcher(source.code()).results().forEach(word -> words.merge(word.group(), 1, Integer::sum));
            String label = source.name().replaceFirst("^io\\.juvloop\\.", "");
            return new TestClass(label, source.simpleName(), ofBindings, source.code(), words);
        }

        int count(String word) {
            return words.getOrDefault(word, 0);
        }

        /// The number of calls of a member. A member of the loop counts only on a variable with a usual name of
        /// loops, because other objects can be closed, too.
        long calls(Member member) {
            if (member.isType() || !member.type().equals("EventLoop")) {
                return count(member.isType() ? member.type() : member.name());
            }
            String call = "\\b(?:loop|EventLoop|running)(?:\\(\\))?\\s*(?:\\.|::)(?:<[^>]*>)?" + member.name() + "\\b";
            return count(member.name()) == 0
                    ? 0
                    : Pattern.compile(call).matcher(code).results().count();
        }

        boolean isTest() {
            return simpleName.endsWith("Test") && !label.startsWith("coverage.");
        }

        boolean names(Member member, List<String> namesOfType) {
            return count(member.isType() ? member.type() : member.name()) > 0
                    && (callsOfNoun(member) || namesOfType.stream().anyMatch(name -> count(name) > 0));
        }

        private boolean callsOfNoun(Member member) {
            String noun = NOUNS.get(member.type());
            return noun != null
                    && !member.isType()
                    && Pattern.compile(noun + "\\(\\)\\s*\\." + member.name() + "\\b")
                            .matcher(code)
                            .find();
        }
    }

    private final List<TestClass> all = Stream.of("loop", "bindings", "examples")
            .flatMap(module -> SourceTree.below(module + "/src/test/java")
                    .map(source -> TestClass.of(source, module.equals("bindings"))))
            .toList();

    /// The tests that name a member and its type, by one of several names; if there are none, those that name a
    /// test class that does.
    List<String> checking(Member member, List<String> namesOfType) {
        List<TestClass> naming = all.stream()
                .filter(one -> !one.ofBindings() && one.names(member, namesOfType))
                .toList();
        List<String> tests = shown(naming.stream(), one -> one.calls(member));
        return tests.isEmpty()
                ? naming.stream()
                        .flatMap(fixture -> shown(all.stream(), one -> one.count(fixture.simpleName())).stream())
                        .distinct()
                        .limit(SHOWN)
                        .toList()
                : tests;
    }

    /// The tests of the bindings that name one of their classes.
    List<String> ofBindings(String type) {
        return shown(all.stream().filter(TestClass::ofBindings), one -> one.count(type));
    }

    /// The tests with the most calls first.
    private static List<String> shown(Stream<TestClass> candidates, ToLongFunction<TestClass> count) {
        return candidates
                .filter(one -> one.isTest() && count.applyAsLong(one) > 0)
                .sorted(Comparator.comparingLong((TestClass one) -> -count.applyAsLong(one))
                        .thenComparing(TestClass::label))
                .limit(SHOWN)
                .map(TestClass::label)
                .toList();
    }

    /// Whether there is a test with this label.
    boolean exists(String label) {
        return all.stream().anyMatch(one -> one.isTest() && one.label().equals(label));
    }
}
