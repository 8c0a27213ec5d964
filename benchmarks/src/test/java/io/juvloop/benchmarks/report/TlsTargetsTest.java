package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsTargetsTest {
    private static List<String> verdicts(String scenario, double ours) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000)));
        slices.put("juvloop", List.of(Slices.at(1, ours)));
        slices.put("juvloop-streams", List.of(Slices.at(2, 810)));
        slices.put("netty-jdk", List.of(Slices.at(3, 700)));
        slices.put("netty-boringssl", List.of(Slices.at(4, 850)));
        slices.put("nio-selector", List.of(Slices.at(5, 900)));
        return TlsTargets.verdicts(List.of(Result.of(scenario, slices, "c-libuv")));
    }

    private static List<String> p99(double tail) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, Slices.latencies(50, 100))));
        slices.put("juvloop", List.of(Slices.at(1, Slices.latencies(tail, tail))));
        return TlsTargets.verdicts(List.of(Result.of("64 B, 2000/s, 500 handshakes/s", slices, "c-libuv")));
    }

    @Test
    void metTargetsAreSaidToBeMet() {
        assertThat(verdicts("64 B", 900)).hasSize(4).allMatch(line -> line.startsWith("met"));
        assertThat(verdicts("full handshakes", 700))
                .containsExactly("met     full handshakes, as many a second as netty-jdk: 0.700 >= 0.700");
        assertThat(p99(900)).singleElement().asString().startsWith("met");
        assertThat(TlsTargets.idle(12)).startsWith("met");
    }

    @Test
    void missedTargetsAreSaidToBeMissed() {
        assertThat(verdicts("1 KiB", 850))
                .contains(
                        "MISSED  1 KiB, messages/s level with nio-selector: 0.850 >= 0.900",
                        "MISSED  1 KiB, messages/s ahead of netty-boringssl: 0.850 > 0.850");
        assertThat(verdicts("64 B", 910)).contains("MISSED  64 B, streams of our protocol: 0.890 >= 0.900");
        assertThat(verdicts("resumed handshakes", 690))
                .singleElement()
                .asString()
                .startsWith("MISSED");
        assertThat(p99(1100)).singleElement().asString().startsWith("MISSED");
        assertThat(TlsTargets.idle(12.1)).startsWith("MISSED");
    }

    @Test
    void otherEnginesAreARivalWithSmallMessagesOnly() {
        assertThat(verdicts("100 KiB", 910)).hasSize(3).noneMatch(line -> line.contains("boringssl"));
    }
}
