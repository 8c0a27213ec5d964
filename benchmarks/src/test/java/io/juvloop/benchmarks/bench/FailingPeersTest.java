package io.juvloop.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.benchmarks.json.Json;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.peer.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A peer that fails when it has said that it is ready costs its own figures, and not the run.
@EnabledOnOs(OS.LINUX)
class FailingPeersTest {
    private static final Repository REPOSITORY = Repository.locate();

    /// Says that it is ready, at a port that has no listener.
    private static Peer refusing() {
        return shell("refuses", "echo out of luck >&2; echo ready 127.0.0.1:1; exec sleep 60");
    }

    /// Says that it is ready, and ends.
    private static Peer ending() {
        return shell("ends", "echo no memory >&2; echo ready 127.0.0.1:1");
    }

    private static Peer shell(String name, String script) {
        return new Peer(name, false, (repository, jvm) -> List.of("sh", "-c", script));
    }

    private static void requirePrograms() {
        assumeTrue(Files.exists(REPOSITORY.nativeProgram("load")), "make native has not run");
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "server and load need a core each");
    }

    @Test
    void theMemoryOfTheOthersIsMeasured(@TempDir Path folder) throws Exception {
        requirePrograms();
        List<Peer> peers = List.of(refusing(), ending(), Peers.BASE);
        IdleTraffic traffic = new IdleTraffic(
                1_000, 1_000, Jvm.STANDARD, "load", "idle.json", (names, builds) -> peers, kib -> "" + kib);
        new IdleConnections(Options.parse("idle", "--out", folder.toString()), REPOSITORY, traffic).run();

        Json.Members json = Json.members(Files.readString(folder.resolve("idle.json")));
        assertThat(json.members("refuses").text("skipped")).endsWith("Connection refused: out of luck");
        assertThat(json.members("ends").text("skipped")).isEqualTo("the server ended: no memory");
        assertThat(json.members("c-libuv").values()).containsOnlyKeys("kib_per_connection", "native", "live_heap");
    }

    @Test
    void theSpeedOfTheOthersIsCompared(@TempDir Path folder) throws Exception {
        requirePrograms();
        Traffic traffic = new Traffic(
                Traffic.TCP.base(),
                (names, builds) -> List.of(Peers.BASE, refusing()),
                Traffic.TCP.load(),
                Traffic.TCP.report(),
                Traffic.TCP.isNewEachTime());
        Options options = Options.parse(
                "echo",
                "--sizes",
                "64",
                "--slices",
                "2",
                "--slice-seconds",
                "0.05",
                "--warmup-seconds",
                "0.05",
                "--out",
                folder.toString());
        new SideBySide(options, REPOSITORY, traffic).run();

        assertThat(Files.readString(folder.resolve("echo.json"))).contains("\"refuses\"", "Connection refused");
    }

    /// As with `queue-synchronous`, if only juvloop is named.
    @Test
    void aWorkloadThatNobodyCanDoIsLeftOut(@TempDir Path folder) throws Exception {
        requirePrograms();
        Peer unable = shell(Workers.BASE.name(), "echo ready; while read -r command; do echo cannot; done");
        Options options = Options.parse(
                "tasks", "--workloads", "queue-synchronous", "--warmup-seconds", "0.05", "--out", folder.toString());
        new TaskCosts(options, REPOSITORY, List.of(unable)).run();

        assertThat(Files.readString(folder.resolve("tasks.json")))
                .contains(Workers.BASE.name() + ", queue-synchronous")
                .doesNotContain("operations");
    }
}
