package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Tests the extension: each kind of leftover makes it fail a test that otherwise passes.
class LoopExtensionTest {
    @AfterEach
    void closeWhatIsLeft() throws IOException {
        Specimens.LEFT.forEach(EventLoop::close);
        Specimens.LEFT.clear();
        for (List<Pipe> pipes : List.of(Specimens.LEAKED, Specimens.BORROWED)) {
            for (Pipe pipe : pipes) {
                pipe.source().close();
                pipe.sink().close();
            }
            pipes.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "closesTheLoopItself", "leavesCallbacksAndSaysSo", "looksAtWhatItCauses"})
    void passesWhatLeavesNothing(String specimen) {
        assertThat(failuresOf(specimen)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    leavesATimer          | timers waiting: 1
                    leavesACallback       | callbacks waiting: 1
                    leavesAServer         | handle TCP alive: 1
                    leavesAServer         | native bytes in use:
                    leavesAServer         | logged: Entry[level=WARNING, message=closing the loop with an unclosed
                    leavesAWrite          | native bytes in use
                    leavesALoop           | of anon_inode:[eventpoll]
                    leavesALoop           | an open loop:
                    leavesADescriptor     | open descriptors: 2 of pipe:
                    overlooksAWarning     | message=a formatted warning
                    overlooksAFailure     | level=SEVERE
                    overlooksAReport      | reported to the exception handler: ExceptionContext[message=
                    leavesTheLoopRunning  | the loop, running on another thread
                    """)
    void failsWhatLeavesSomething(String specimen, String complaint) {
        assertThat(failuresOf(specimen))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageStartingWith("the test left behind:")
                        .hasMessageContaining(complaint));
    }

    @Test
    void failsWhatClosesADescriptorOfOthers() throws IOException {
        Specimens.BORROWED.add(Pipe.open());
        assertThat(failuresOf("closesADescriptorOfOthers"))
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure).hasMessageContaining("closed descriptors that were not the test's"));
    }

    @Test
    void aLoopThatHangsIsLeftBehind() {
        try {
            assertThat(failuresOf("leavesTheLoopHanging"))
                    .singleElement()
                    .satisfies(
                            failure -> assertThat(failure).hasMessageEndingWith("the loop, running on another thread"));
        } finally {
            Specimens.END_OF_HANGING.release();
            Spin.until(() -> Specimens.HUNG.removeIf(EventLoop::isClosed));
        }
    }

    @Test
    void aTestsOwnFailureIsNotHidden() {
        assertThat(failuresOf("failsByItself"))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("the test's own failure"));
    }

    @Test
    void stubsBeyondTheKindsOfCallbackAreALeak() {
        LoopStats closed = new LoopStats(
                Map.of(),
                Map.of(),
                0,
                0,
                1000,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new LoopStats.Tls(new LoopStats.Count(3, 3), 0, 0, 0));
        assertThat(Leftovers.afterClose(closed)).singleElement().asString().startsWith("1000 upcall stubs for ");
    }

    @Test
    void engineOfTlsThatLivesLongerThanItsLoopIsALeak() {
        LoopStats closed = new LoopStats(
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new LoopStats.Tls(new LoopStats.Count(3, 2), 0, 0, 0));
        assertThat(Leftovers.afterClose(closed)).singleElement().asString().startsWith("TLS engines");
    }

    @Test
    void watchdogEndsARunThatNeverEnds() {
        try (EventLoop loop = EventLoop.create()) {
            Watchdog watchdog = new Watchdog(loop, Duration.ofMillis(20));
            assertThatThrownBy(loop::runForever)
                    .isInstanceOf(Error.class)
                    .hasMessage("the loop still ran after PT0.02S");
            watchdog.dismiss();
        }
    }

    private static List<Throwable> failuresOf(String specimen) {
        Method method = Arrays.stream(Specimens.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(specimen))
                .findFirst()
                .orElseThrow();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Specimens.class, method))
                .configurationParameter(LoopExtension.TIME_TO_SETTLE, "PT0.1S")
                .build();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(1);
        return summary.getSummary().getFailures().stream()
                .map(failure -> failure.getException())
                .toList();
    }
}
