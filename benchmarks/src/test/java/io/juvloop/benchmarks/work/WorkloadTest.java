package io.juvloop.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WorkloadTest {
    private static final Duration SHORT = Duration.ofMillis(30);

    /// A first child takes its time.
    private static final Duration FOR_CHILDREN = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(5);

    private static List<DynamicTest> each(Map<String, Workload> workloads) {
        return new TreeMap<>(workloads)
                .entrySet().stream()
                        .map(workload -> DynamicTest.dynamicTest(
                                workload.getKey(), () -> assertCounts(workload.getKey(), workload.getValue())))
                        .toList();
    }

    private static void assertCounts(String name, Workload workload) throws Exception {
        Duration time = name.startsWith("spawn") || name.equals("communicate") ? FOR_CHILDREN : SHORT;
        Tally tally = workload.run(time);
        while (tally.operations() == 0 && time.compareTo(LONG) < 0) { // a crowd may need longer on a busy machine
            time = time.multipliedBy(2);
            tally = workload.run(time);
        }
        assertThat(tally.operations()).isPositive();
        assertThat(tally.nanos()).isPositive();
    }

    @TestFactory
    List<DynamicTest> everyWorkloadOfTasksEnds() {
        return each(new TaskSide(EventLoop.create()).workloads());
    }

    @TestFactory
    List<DynamicTest> everyWorkloadOfThreadsEnds() {
        return each(new ThreadSide().workloads());
    }

    @Test
    void heldTasksWaitUntilTheyAreReleased() {
        try (EventLoop loop = EventLoop.create()) {
            TaskSide side = new TaskSide(loop);
            for (String place : List.of("sleep", "future")) {
                side.hold(place, 10);
                side.hold(place, 30);
                assertThat(loop.allTasks()).hasSize(30);
                side.release();
                assertThat(loop.allTasks()).isEmpty();
            }
        }
    }
}
