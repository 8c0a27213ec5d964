package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/// Each kind of leftover makes the extension fail a test that otherwise passes.
class EventLoopExtensionTest {
    @ParameterizedTest
    @ValueSource(strings = {"clean", "leavesATimerAndSaysSo", "looksAtItsReport", "hasNoLoop", "cleanOnLibuv"})
    void passesWhatLeavesNothing(String specimen) {
        assertThat(failuresOf(specimen)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    leavesATimer       | timers waiting: 1
                    leavesACallback    | callbacks waiting: 1
                    leavesATask        | tasks not done: 1
                    leavesAConnection  | handle MEMORY_CONNECTION alive: 2
                    leavesAServer      | handle MEMORY_SERVER alive: 1
                    leavesATransport   | handle TCP alive: 1
                    leavesAnEngine     | TLS engines alive: 1
                    leavesAThread      | a thread alive: specimen
                    leavesARun         | the loop, running on another thread
                    overlooksAReport   | reported to the exception handler: ExceptionContext[message=
                    overlooksAWarning  | message=a warning
                    """)
    void failsWhatLeavesSomething(String specimen, String complaint) {
        assertThat(failuresOf(specimen))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageStartingWith("the test left behind:")
                        .hasMessageContaining(complaint));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void failsWhatLeavesADescriptor() {
        try {
            assertThat(failuresOf("leavesADescriptor"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessageContaining("open descriptors: "));
        } finally {
            ExtensionSpecimens.closeTheDescriptor();
        }
    }

    @Test
    void aTestsOwnFailureIsNotHidden() {
        assertThat(failuresOf("failsByItself"))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("the test's own failure"));
    }

    private static List<Throwable> failuresOf(String specimen) {
        Method method = Arrays.stream(ExtensionSpecimens.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(specimen))
                .findFirst()
                .orElseThrow();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(ExtensionSpecimens.class, method))
                .configurationParameter(EventLoopExtension.TIME_TO_SETTLE, "PT0.1S")
                .build();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(1);
        return summary.getSummary().getFailures().stream()
                .map(Failure::getException)
                .toList();
    }
}
