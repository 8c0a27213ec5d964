package io.juvloop.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// The driver was specified with 28 cases, and each has its tests, which bear its tag: `case-13`.
class AcceptanceCasesTest {
    private static final int CASES = 28;

    @Test
    void eachCaseHasATest() {
        TestPlan plan = LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectPackage("io.juvloop.postgres"))
                        .build());
        Set<String> tags = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> test.getTags().stream())
                .map(TestTag::getName)
                .collect(Collectors.toSet());
        List<String> cases = IntStream.rangeClosed(1, CASES)
                .mapToObj(number -> "case-" + number)
                .toList();
        assertThat(tags).containsAll(cases);
    }
}
