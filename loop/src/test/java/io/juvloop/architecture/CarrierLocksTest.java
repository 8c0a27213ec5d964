package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.coverage.SourceTree;
import io.juvloop.coverage.SourceTree.Source;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The thread that carries tasks takes no lock: a task could be ahead of it in the queue of the lock, and would need
/// that thread to continue. So the files in which that thread runs have none, neither of their own nor inside the
/// JDK.
class CarrierLocksTest {
    private static final Set<String> PACKAGES =
            Set.of("io.juvloop.internal.base", "io.juvloop.internal.core", "io.juvloop.internal.task");

    private static final Set<String> BINDINGS = Set.of(
            "Callbacks",
            "Driver",
            "EpollPoller",
            "KqueuePoller",
            "PolledHandle",
            "PolledSet",
            "Poller",
            "ReceiveMemory",
            "RecordedEvents",
            "SlotTable",
            "StreamIo",
            "UvRun",
            "UvStream");

    private static final Pattern LOCK = Pattern.compile("\\bsynchronized\\b|\\bnew \\w*Lock\\(|\\bSemaphore\\b"
            + "|\\bCountDownLatch\\b|\\bConcurrentHashMap\\b|\\bCopyOnWrite|\\bBlockingQueue\\b|\\bCleaner\\.create\\b"
            + "|\\ballocateDirect\\b|\\bofAuto\\b");

    private static Stream<Source> carried() {
        return Stream.concat(
                SourceTree.below("loop/src/main/java")
                        .filter(source -> PACKAGES.contains(References.packageOf(source.name()))),
                SourceTree.below("bindings/src/main/java").filter(source -> BINDINGS.contains(source.simpleName())));
    }

    private static List<String> locks(Source source) {
        return LOCK.matcher(source.code())
                .results()
                .map(found -> source.name() + ": " + found.group())
                .toList();
    }

    @Test
    void whereTasksAreCarriedThereIsNoLock() {
        assertThat(carried()).hasSizeGreaterThan(PACKAGES.size() + BINDINGS.size());
        assertThat(carried().flatMap(source -> locks(source).stream())).isEmpty();
    }

    @Test
    void aLockIsFound() {
        Source source = new Source("a.One", "One", "class One { synchronized void run() {} }", List.of());
        assertThat(locks(source)).containsExactly("a.One: synchronized");
    }
}
