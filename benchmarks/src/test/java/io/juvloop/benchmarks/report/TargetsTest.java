package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static Result result(double ours, double netty) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000)));
        slices.put("juvloop", List.of(Slices.at(1, ours)));
        slices.put("netty-epoll", List.of(Slices.at(2, netty)));
        return Result.of("1 KiB", slices, "c-libuv");
    }

    @Test
    void metTargetsAreSaidToBeMet() {
        assertThat(Targets.verdicts(List.of(result(980, 900)))).isNotEmpty().allMatch(line -> line.startsWith("met"));
    }

    @Test
    void missedTargetsAreSaidToBeMissed() {
        assertThat(Targets.verdicts(List.of(result(960, 961))))
                .contains(
                        "MISSED  1 KiB, messages/s of C: 0.960 >= 0.970",
                        "MISSED  1 KiB, messages/s against netty-epoll: 0.960 >= 0.961");
    }

    @Test
    void runsWithoutJuvloopHaveNoVerdict() {
        Map<String, List<Slice>> slices = Map.of("c-libuv", List.of(Slices.at(0, 1000)));
        assertThat(Targets.verdicts(List.of(Result.of("64 B", slices, "c-libuv"))))
                .isEmpty();
    }

    @Test
    void streamsAreComparedWithTheProtocolAndWithBlockingPeers() {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000)));
        slices.put("juvloop", List.of(Slices.at(1, 1000)));
        slices.put("juvloop-streams", List.of(Slices.at(2, 890)));
        slices.put("virtual-threads", List.of(Slices.at(3, 800)));
        slices.put("uvloop-streams", List.of(Slices.at(4, 900)));
        assertThat(Targets.verdicts(List.of(Result.of("1 KiB", slices, "c-libuv"))))
                .contains(
                        "MISSED  1 KiB, streams of protocol: 0.890 >= 0.900",
                        "met     1 KiB, streams against virtual-threads: 0.890 >= 0.800",
                        "MISSED  1 KiB, streams against uvloop-streams: 0.890 >= 0.900");
    }
}
