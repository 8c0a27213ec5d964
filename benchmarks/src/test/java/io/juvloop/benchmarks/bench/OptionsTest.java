package io.juvloop.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.query.QueryLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void withoutArgumentsEverythingIsMeasured() {
        Options options = Options.parse();
        assertThat(options.command()).isEqualTo(Command.ECHO);
        assertThat(options.peers()).isEmpty();
        assertThat(options.scenarios()).isEqualTo(Scenario.STANDARD);
    }

    @Test
    void readsAllOptions() {
        Options options = Options.parse(
                "echo",
                "--peers",
                "c-libuv,netty-epoll",
                "--sizes",
                "64,1024,64x16",
                "--slices",
                "7",
                "--slice-seconds",
                "1.5",
                "--warmup-seconds",
                "0.25",
                "--cores",
                "2,3",
                "--out",
                "docs/bench",
                "--build",
                "before=/tmp/before,other=/tmp/other");
        assertThat(options.peers()).containsExactly("c-libuv", "netty-epoll");
        assertThat(options.scenarios())
                .containsExactly(new Scenario(64, 10, 1), new Scenario(1024, 10, 1), new Scenario(64, 10, 16));
        assertThat(options.slices()).isEqualTo(7);
        assertThat(options.slice()).isEqualTo(Duration.ofMillis(1500));
        assertThat(options.warmup()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.cores()).isEqualTo(new Cores(2, 3));
        assertThat(options.out()).isEqualTo(Path.of("docs/bench"));
        assertThat(options.builds().repositories()).containsOnlyKeys("before", "other");
    }

    @Test
    void everyCommandHasAWordAndAUsage() {
        for (Command command : Command.values()) {
            assertThat(Options.parse(command.word()).command()).isEqualTo(command);
            assertThat(Options.USAGE).contains(command.word());
        }
    }

    @Test
    void mistakesInNamesAreFoundBeforeAnythingStarts() {
        for (String word : List.of(
                "echo", "udp", "tls", "latency", "idle", "epsilon", "startup", "tasks", "spawn", "files", "postgres")) {
            Options right = Options.parse(word);
            right.command().check(right);
            Options wrong = Options.parse(word, "--peers", "nobody");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wrong.command().check(wrong))
                    .withMessageContaining("nobody");
        }
    }

    @Test
    void latencyIsMeasuredInLongerSlicesAtARate() {
        Options options = Options.parse("latency");
        assertThat(options.scenarios()).isEqualTo(Scenario.SCHEDULED);
        assertThat(options.slice()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Options.parse("latency", "--slices", "3").slices()).isEqualTo(3);
    }

    @Test
    void aRateIsForLatencyAndLatencyNeedsOne() {
        for (Options wrong : List.of(
                Options.parse("latency", "--sizes", "1024/100"), Options.parse("echo", "--sizes", "1024/100@20000"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wrong.command().check(wrong))
                    .withMessageContaining("rate");
        }
    }

    @Test
    void handshakesAreForTls() {
        Options options = Options.parse("tls", "--sizes", "64,64@2000+500,full,resumed/20");
        options.command().check(options);
        assertThat(options.scenarios()).hasSize(4);
        for (String size : List.of("full", "64@2000+500")) {
            Options wrong = Options.parse("echo", "--sizes", size);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wrong.command().check(wrong))
                    .withMessageContaining("tls");
        }
    }

    @Test
    void tlsHasWorkloadsOfItsOwn() {
        assertThat(TlsComparison.workloads(Options.parse("tls"))).containsExactly("echo", "idle");
        assertThat(TlsComparison.workloads(Options.parse("tls", "--workloads", "idle")))
                .containsExactly("idle");
        Options wrong = Options.parse("tls", "--workloads", "swim");
        assertThatIllegalArgumentException().isThrownBy(() -> wrong.command().check(wrong));
    }

    @Test
    void postgresHasLinesAndWorkloads() {
        Options options = Options.parse("postgres", "--lines", "1,7x16", "--dsn", "postgresql://me@db/shop");
        options.command().check(options);
        assertThat(options.lines()).containsExactly(QueryLine.TYPES, QueryLine.SELECT_16);
        assertThat(Options.parse("postgres").lines()).containsExactly(QueryLine.values());
        assertThat(QueryExtras.parts(Options.parse("postgres"))).containsExactly("queries", "idle", "connect");
        for (String[] mistake : List.of(
                new String[] {"postgres", "--workloads", "swim"}, new String[] {"postgres", "--dsn", "host=db"})) {
            Options wrong = Options.parse(mistake);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wrong.command().check(wrong));
        }
    }

    @Test
    void emptyValuesCountAsNotGiven() {
        assertThat(Options.parse("--peers", "", "--sizes", " ", "--slices", "")).isEqualTo(Options.parse());
    }

    @Test
    void commandMayComeFirst() {
        assertThat(Options.parse("idle", "--peers", "uvloop").command()).isEqualTo(Command.IDLE);
    }

    @Test
    void workloadsAreNamed() {
        Options options = Options.parse("tasks", "--workloads", "queue,memory");
        assertThat(TaskCosts.workloads(options)).containsExactly("queue", "memory");
        assertThat(TaskCosts.workloads(Options.parse("tasks"))).contains("yield-1", "memory");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskCosts.workloads(Options.parse("tasks", "--workloads", "swim")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly",
                "--wings 2",
                "--slices",
                "--slices 0",
                "--slices many",
                "--slice-seconds 0",
                "--slice-seconds NaN",
                "--sizes 64x",
                "--sizes 0",
                "--sizes 64x0",
                "--cores 1",
                "--cores 1,1",
                "--cores 0,-1",
                "--sizes 64/0",
                "--sizes /1",
                "--sizes 64+500",
                "--sizes full@3",
                "--build before",
                "--lines 9"
            })
    void refusesMistakes(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(line.split(" ", -1)));
    }
}
