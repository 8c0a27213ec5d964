package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UdpTargetsTest {
    private static List<String> verdicts(String scenario, double ours) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000)));
        slices.put("juvloop", List.of(Slices.at(1, ours)));
        slices.put("uvloop", List.of(Slices.at(2, 955)));
        return UdpTargets.verdicts(List.of(Result.of(scenario, slices, "c-libuv")));
    }

    @Test
    void metTargetsAreSaidToBeMet() {
        assertThat(verdicts("8 KiB", 970)).hasSize(4).allMatch(line -> line.startsWith("met"));
        assertThat(verdicts("64 B x8", 960)).hasSize(3).allMatch(line -> line.startsWith("met"));
    }

    @Test
    void missedTargetsAreSaidToBeMissed() {
        assertThat(verdicts("8 KiB", 955))
                .contains(
                        "MISSED  8 KiB, messages/s of C: 0.955 >= 0.970",
                        "MISSED  8 KiB, messages/s against uvloop: 0.955 > 0.955");
    }
}
