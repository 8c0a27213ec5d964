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

/// A run of a second, with the servers and the load generator that `make native` builds: whether it works, not how
/// fast.
@EnabledOnOs(OS.LINUX)
class LatencyRunTest {
    @Test
    void aRunComparesTheServersAtTheRate(@TempDir Path folder) throws Exception {
        Repository repository = Repository.locate();
        assumeTrue(Files.exists(repository.nativeProgram("load")), "make native has not run");
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "server and load need a core each");
        Options options =
                Options.parse(("latency --peers nio-selector --sizes 1024/4@1000 --slices 2 --slice-seconds 0.1"
                                + " --warmup-seconds 0.1 --out " + folder)
                        .split(" ", -1));
        options.command().check(options);
        new SideBySide(options, repository, Traffic.SCHEDULED).run();
        Json.Members document = Json.members(Files.readString(folder.resolve("latency.json")));
        Json.Members peers = document.members("scenarios").members("1 KiB, 4 connections, 1000/s");
        assertThat(peers.values()).containsOnlyKeys("c-libuv", "nio-selector");
        assertThat(peers.members("nio-selector").number("messages")).isEqualTo(200);
        assertThat(peers.members("nio-selector").number("p999_us")).isPositive();
        assertThat(peers.members("nio-selector").members("slices").numbers("left_late_p999_us"))
                .hasSize(2);
    }
}
