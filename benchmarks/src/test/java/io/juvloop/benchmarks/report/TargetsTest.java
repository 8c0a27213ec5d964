package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final double CPU_OF_C = 5;

    private final Map<String, List<Slice>> slices = new LinkedHashMap<>();

    TargetsTest() {
        with("c-libuv", 1000, CPU_OF_C);
    }

    private TargetsTest with(String peer, double perSecond, double cpu) {
        slices.put(peer, List.of(Slices.at(slices.size(), perSecond, cpu)));
        return this;
    }

    private List<String> verdicts(String scenario) {
        return Targets.verdicts(List.of(Result.of(scenario, slices, "c-libuv")));
    }

    @Test
    void aServerThatIsLevelWithCAndAheadOfTheOthersMeetsEveryTarget() {
        with("juvloop", 1000, CPU_OF_C)
                .with("juvloop-streams", 940, CPU_OF_C)
                .with("juvloop-sockets", 930, CPU_OF_C)
                .with("netty-epoll", 999, CPU_OF_C)
                .with("netty-io_uring", 1000, CPU_OF_C)
                .with("nio-selector", 999, CPU_OF_C)
                .with("vertx", 800, CPU_OF_C);
        assertThat(verdicts("1 KiB")).hasSize(8).allMatch(line -> line.startsWith("met"));
    }

    @Test
    void missedTargetsAreSaidToBeMissed() {
        with("juvloop", 980, 5.01)
                .with("juvloop-streams", 929, CPU_OF_C)
                .with("juvloop-sockets", 919, CPU_OF_C)
                .with("netty-epoll", 980, CPU_OF_C)
                .with("netty-io_uring", 981, CPU_OF_C)
                .with("nio-selector", 985, CPU_OF_C)
                .with("vertx", 990, CPU_OF_C);
        assertThat(verdicts("64 B"))
                .containsExactly(
                        "MISSED  64 B, CPU a message of C: 1.002 <= 1.000",
                        "MISSED  64 B, messages/s of C: 0.980 >= 0.990",
                        "MISSED  64 B, messages/s ahead of netty-epoll: 0.980 > 0.980",
                        "MISSED  64 B, messages/s ahead of nio-selector: 0.980 > 0.985",
                        "MISSED  64 B, messages/s ahead of vertx: 0.980 > 0.990",
                        "MISSED  64 B, messages/s level with netty-io_uring: 0.980 >= 0.981",
                        "MISSED  64 B, streams of C: 0.929 >= 0.930",
                        "MISSED  64 B, sockets of C: 0.919 >= 0.920");
    }

    @Test
    void largeAndPipelinedMessagesMayTakeALittleMoreProcessorTime() {
        with("juvloop", 1000, 5.1);
        assertThat(verdicts("1 KiB")).contains("MISSED  1 KiB, CPU a message of C: 1.020 <= 1.000");
        for (String scenario : List.of("10 KiB", "100 KiB", "64 B x16")) {
            assertThat(verdicts(scenario)).contains("met     " + scenario + ", CPU a message of C: 1.020 <= 1.020");
        }
    }

    @Test
    void streamsMayBeSlowerWithMessagesBeyondTheReadersLimit() {
        with("juvloop-streams", 910, CPU_OF_C);
        assertThat(verdicts("10 KiB")).containsExactly("MISSED  10 KiB, streams of C: 0.910 >= 0.930");
        assertThat(verdicts("100 KiB")).containsExactly("met     100 KiB, streams of C: 0.910 >= 0.900");
        assertThat(verdicts("64 B x16")).isEmpty();
    }

    @Test
    void oneMessageUnderWayIsComparedWithTheEarlierBuildAlone() {
        with("juvloop", 900, 9).with("before:juvloop", 909, 9).with("older:juvloop", 910, 9);
        assertThat(verdicts("64 B, 1 connection"))
                .containsExactly(
                        "met     64 B, 1 connection, messages/s of before:juvloop: 0.990 >= 0.990",
                        "MISSED  64 B, 1 connection, messages/s of older:juvloop: 0.989 >= 0.990");
    }

    @Test
    void runsWithoutJuvloopHaveNoVerdict() {
        with("netty-epoll", 1000, CPU_OF_C);
        assertThat(verdicts("64 B")).isEmpty();
        assertThat(verdicts("64 B, 1 connection")).isEmpty();
    }

    @Test
    void idleConnectionsHaveALimit() {
        assertThat(Targets.idle(0.6)).isEqualTo("met     KiB an idle connection: 0.60 <= 0.60");
        assertThat(Targets.idle(0.61)).startsWith("MISSED");
    }

    @Test
    void aByteOfGarbageAMessageIsTooMuch() {
        assertThat(Targets.garbage(0)).isEqualTo("met     bytes of garbage a message: 0.00 <= 0.00");
        assertThat(Targets.garbage(0.004)).startsWith("met");
        assertThat(Targets.garbage(0.01)).startsWith("MISSED");
    }

    @Test
    void startUpIsComparedWithTheEarlierBuild() {
        assertThat(Targets.startUp(Map.of("juvloop", 255.0, "before:juvloop", 250.0, "c-libuv", 3.0)))
                .containsExactly("met     start-up of before:juvloop: 1.020 <= 1.020");
        assertThat(Targets.startUp(Map.of("juvloop", 260.0, "before:juvloop", 250.0)))
                .containsExactly("MISSED  start-up of before:juvloop: 1.040 <= 1.020");
        assertThat(Targets.startUp(Map.of("before:juvloop", 250.0))).isEmpty();
    }
}
