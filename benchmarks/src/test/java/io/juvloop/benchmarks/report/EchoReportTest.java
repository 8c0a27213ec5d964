package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class EchoReportTest {
    private final EchoReport report = new EchoReport("echo", "TCP echo", Targets::verdicts);

    private static Result result() {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000, 10)));
        slices.put("juvloop", List.of(Slices.at(1, 990, 9), Slices.at(2, 980, 10), Slices.at(3, 970, 11)));
        return Result.of("64 B", slices, "c-libuv");
    }

    @Test
    void tableHasTheProcessorTimeOfAMessageRelativeToCWithItsSpread() {
        assertThat(report.table(result()).lines())
                .anyMatch(
                        line -> line.matches("juvloop +980 +0\\.980 +0\\.975-0\\.985 .* 1\\.000 +0\\.950-1\\.050 .*"));
    }

    @Test
    @EnabledOnOs(OS.LINUX) // it describes the machine by /proc
    void fileHasEveryFigureAndEverySlice(@TempDir Path folder) throws IOException {
        Run run = new Run(
                List.of(result()),
                Map.of("juvloop", List.of("java")),
                Map.of("go", "go is not installed"),
                new Repository(folder, ""),
                Builds.NONE);
        report.write(run, folder);
        Json.Members document = Json.members(Files.readString(folder.resolve("echo.json")));
        assertThat(document.members("skipped").text("go")).isEqualTo("go is not installed");
        Json.Members ours = document.members("scenarios").members("64 B").members("juvloop");
        assertThat(ours.number("cpu_ratio")).isEqualTo(1, within(1e-9));
        assertThat(ours.number("cpu_ratio_lower_quartile")).isEqualTo(0.95, within(1e-9));
        assertThat(ours.number("cpu_ratio_upper_quartile")).isEqualTo(1.05, within(1e-9));
        assertThat(ours.members("slices").list("messages_per_second")).isEqualTo(List.of(990.0, 980.0, 970.0));
        assertThat(folder.resolve("echo.svg")).content().contains("juvloop");
    }
}
