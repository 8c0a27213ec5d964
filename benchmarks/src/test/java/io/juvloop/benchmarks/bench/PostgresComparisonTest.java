package io.juvloop.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A whole run, as short as it can be.
@EnabledOnOs(OS.LINUX)
class PostgresComparisonTest {
    @Test
    void twoDriversAreComparedAndTheirFiguresWritten(@TempDir Path folder) throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "client and server need a core each");
        Options options = Options.parse(
                "postgres",
                "--peers",
                "pgjdbc",
                "--lines",
                "7,7x16",
                "--slices",
                "1",
                "--slice-seconds",
                "0.05",
                "--warmup-seconds",
                "0.05",
                "--workloads",
                "queries,connect",
                "--out",
                folder.toString());
        options.command().check(options);
        new PostgresComparison(options, Repository.locate()).run();

        Json.Members lines =
                Json.members(Files.readString(folder.resolve("postgres.json"))).members("lines");
        Json.Members select = lines.members("7: select 1+1, one in flight");
        for (String driver : new String[] {"juvloop", "pgjdbc"}) {
            assertThat(select.members(driver).number("cpu_us_per_query")).isPositive();
            assertThat(select.members(driver).number("bytes_per_query")).isPositive();
            assertThat(select.members(driver).number("server_cpu_us_per_query")).isPositive();
        }
        assertThat(lines.members("7x16: select 1+1, sixteen in flight").values())
                .as("pgjdbc has one statement in flight")
                .containsOnlyKeys("juvloop");
        assertThat(Files.readString(folder.resolve("postgres.json"))).contains("flights from connect to the first row");
        assertThat(Files.readString(folder.resolve("postgres.svg"))).contains("pgjdbc", "has none");
    }
}
