package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskReportTest {
    private static Result result(String workload, double ours) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("juvloop", List.of(Slices.at(0, ours)));
        slices.put("virtual-threads", List.of(Slices.at(1, ours / 2)));
        return Result.of(workload, slices, "juvloop");
    }

    @Test
    void tableHasTheTimeOfOneOperationAndTheRatioToTheBase() {
        assertThat(TaskReport.table(result("queue", 4e6)).lines())
                .anyMatch(line -> line.matches("virtual-threads +500 .* 0\\.500 .*"));
    }

    @Test
    void metTargetsAreSaidToBeMet() {
        List<Result> results = List.of(result("yield-1", 4e6), result("queue", 2.5e6));
        List<TaskReport.Waiting> waiting = List.of(new TaskReport.Waiting("juvloop", "sleep", 10_000, 0, 1000));
        assertThat(TaskTargets.verdicts(results, waiting)).hasSize(3).allMatch(line -> line.startsWith("met"));
    }

    @Test
    void missedTargetsAreSaidToBeMissed() {
        List<Result> results = List.of(result("yield-1", 2e6), result("queue", 1.5e6));
        List<TaskReport.Waiting> waiting = List.of(new TaskReport.Waiting("juvloop", "sleep", 10_000, 100, 2048));
        assertThat(TaskTargets.verdicts(results, waiting))
                .containsExactly(
                        "MISSED  yield-1, ns to resume a task: 500 <= 300",
                        "MISSED  queue, items/s: 1500000 >= 2000000",
                        "MISSED  10000 waiting in sleep, KiB each: 2.10 <= 2.00");
    }

    @Test
    void anEarlierBuildIsTheMeasureOfEveryWorkload() {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("juvloop", List.of(Slices.at(0, 960)));
        slices.put("before:juvloop", List.of(Slices.at(1, 1000)));
        slices.put("juvloop-portable", List.of(Slices.at(2, 10)));
        assertThat(TaskTargets.verdicts(List.of(Result.of("spawn", slices, "juvloop")), List.of()))
                .containsExactly("MISSED  spawn, speed of before:juvloop: 0.960 >= 0.970");
        slices.put("juvloop", List.of(Slices.at(0, 980)));
        assertThat(TaskTargets.verdicts(List.of(Result.of("spawn", slices, "juvloop")), List.of()))
                .containsExactly("met     spawn, speed of before:juvloop: 0.980 >= 0.970");
    }

    @Test
    void othersThanFastModeHaveNoTargets() {
        List<TaskReport.Waiting> waiting =
                List.of(new TaskReport.Waiting("juvloop-portable", "sleep", 10_000, 0, 9000));
        assertThat(TaskTargets.verdicts(List.of(), waiting)).isEmpty();
    }
}
