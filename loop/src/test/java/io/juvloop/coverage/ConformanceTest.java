package io.juvloop.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/conformance.md` names for each case the tests that have its code as a tag, all of them and no others.
class ConformanceTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\| .* \\| (.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]\\d+)\"\\)");

    private static Map<String, Set<String>> testsOfThePage() {
        Map<String, Set<String>> tests = new TreeMap<>();
        Matcher row = ROW.matcher(SourceTree.text(SourceTree.ROOT.resolve("docs/conformance.md")));
        while (row.find()) {
            Set<String> named = NAME.matcher(row.group(2))
                    .results()
                    .map(name -> name.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(tests.put(row.group(1), named))
                    .as("another row of " + row.group(1))
                    .isNull();
        }
        return tests;
    }

    private static Map<String, Set<String>> taggedTests() {
        Map<String, Set<String>> tests = new TreeMap<>();
        SourceTree.below("loop/src/test/java")
                .forEach(source -> TAG.matcher(source.code())
                        .results()
                        .forEach(tag -> tests.computeIfAbsent(tag.group(1), _ -> new TreeSet<>())
                                .add(source.simpleName())));
        return tests;
    }

    @Test
    void eachCaseNamesTheTestsThatHaveItsCode() {
        assertThat(testsOfThePage()).hasSizeGreaterThan(70).isEqualTo(taggedTests());
    }
}
