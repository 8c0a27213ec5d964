package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every call in every order: connections whose ends write, pause, close, abort and throw at random, inside
/// each other's calls. The seed reproduces a failure.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class RandomConductTest {
    private static final int PAIRS = 6;
    private static final int TURNS = 300;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void noOrderOfCallsBreaksAStreamOrTheContract(long seed, EventLoop loop, Reported reported, @TempDir Path folder) {
        RandomPeers all = new RandomPeers(seed);
        Path path = folder.resolve("socket");
        loop.setDebug(seed % 4 == 0);
        try (Serving<RandomPeer> tcp = Serving.tcp(loop, all::newPeer);
                Serving<RandomPeer> unix = Serving.unix(loop, all::newPeer, path)) {
            for (int i = 0; i < PAIRS; i++) {
                connect(loop, all, client -> loop.createConnection(client, "127.0.0.1", tcp.port()));
                connect(loop, all, client -> loop.createUnixConnection(client, path));
            }
            conduct(loop, all);
            assertThat(all.flaws()).isEmpty();
            assertThat(all.peers()).hasSize(4 * PAIRS).allSatisfy(RandomPeer::assertComplete);
            assertThat(tcp.protocols()).hasSameSizeAs(unix.protocols());
            List<ExceptionContext> reports = reported.all();
            assertThat(reports).hasSize(all.expectedReports());
            assertThat(reports)
                    .allSatisfy(report -> assertThat(report.exception()).isInstanceOf(RandomPeer.RandomFailure.class));
        }
    }

    private static void connect(
            EventLoop loop,
            RandomPeers all,
            Function<Supplier<RandomPeer>, CompletableFuture<Connection<RandomPeer>>> connect) {
        RandomPeer client = all.newPeer();
        int before = all.peers().size();
        loop.runUntilComplete(connect.apply(() -> client));
        Await.until(loop, "the other end", () -> all.peers().size() > before);
        all.peers().getLast().meet(client);
    }

    /// Lets all peers act for a while, and then ends them.
    private static void conduct(EventLoop loop, RandomPeers all) {
        for (int i = 0; i < TURNS; i++) {
            loop.callSoon(all::actSomewhere);
            Turns.one(loop);
        }
        loop.callSoon(() -> all.peers().forEach(peer -> peer.end(false)));
        Turns.many(loop, 20);
        loop.callSoon(() -> all.peers().forEach(peer -> peer.end(true)));
        Await.until(loop, "all losses", () -> all.peers().stream().allMatch(RandomPeer::isLost));
    }
}
