package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.juvloop.benchmarks.figures.Histogram;
import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LatencyReportTest {
    private static final String SCENARIO = "1 KiB, 100 connections, 20000/s";

    private static Result result(double ours) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", slices(50, 100));
        slices.put("juvloop", slices(60, ours));
        return Result.of(SCENARIO, slices, "c-libuv");
    }

    private static List<Slice> slices(double most, double tail) {
        Histogram latencies = Slices.latencies(most, tail);
        return List.of(Slices.at(0, latencies), Slices.at(2, latencies));
    }

    @Test
    void tableHasThePercentilesAndTheirRatiosToC() {
        assertThat(new LatencyReport().table(result(110)).lines())
                .anyMatch(line -> line.matches("juvloop +20,000 +60\\.0 +60\\.0 +60\\.0 +110\\.0 +110\\.0 +110\\.0"
                        + " +1\\.20 +1\\.20 +1\\.10 +1\\.10-1\\.10 +1\\.10 .* 1\\.5"));
    }

    @Test
    void targetIsHeldSliceBySliceAndOverAllMessages() {
        assertThat(LatencyTargets.verdicts(List.of(result(120))))
                .containsExactly(
                        "met     " + SCENARIO + ", p99.9 of C, slice by slice: 1.200 <= 1.200",
                        "met     " + SCENARIO + ", p99.9 of C, all messages: 1.200 <= 1.200");
        assertThat(LatencyTargets.verdicts(List.of(result(121))))
                .hasSize(2)
                .allMatch(line -> line.startsWith("MISSED"));
    }

    @Test
    void runsWithoutJuvloopHaveNoVerdict() {
        Map<String, List<Slice>> slices = Map.of("c-libuv", slices(50, 100));
        assertThat(LatencyTargets.verdicts(List.of(Result.of(SCENARIO, slices, "c-libuv"))))
                .isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // it describes the machine by /proc
    void fileHasThePercentilesTheHistogramAndEverySlice(@TempDir Path folder) throws IOException {
        Run run = new Run(
                List.of(result(110)),
                Map.of("juvloop", List.of("java")),
                Map.of(),
                new Repository(folder, ""),
                Builds.NONE);
        new LatencyReport().write(run, folder);
        Json.Members ours = Json.members(Files.readString(folder.resolve("latency.json")))
                .members("scenarios")
                .members(SCENARIO)
                .members("juvloop");
        assertThat(ours.number("messages")).isEqualTo(2000);
        assertThat(ours.number("p50_us")).isEqualTo(60);
        assertThat(ours.number("p999_us")).isEqualTo(110);
        assertThat(ours.number("p9999_us")).isEqualTo(110);
        assertThat(ours.number("p999_ratio")).isEqualTo(1.1, within(1e-9));
        assertThat(ours.number("p999_ratio_of_all")).isEqualTo(1.1, within(1e-9));
        assertThat(ours.members("histogram").numbers("us")).containsExactly(60, 110);
        assertThat(ours.members("histogram").numbers("counts")).containsExactly(1996, 4);
        assertThat(ours.members("slices").numbers("p999_us")).containsExactly(110, 110);
        assertThat(folder.resolve("latency.svg")).content().contains("juvloop", SCENARIO);
    }
}
