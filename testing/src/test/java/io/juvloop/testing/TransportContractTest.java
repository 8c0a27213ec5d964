package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Server;
import io.juvloop.StreamProtocol;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The contract holds for each stream transport of juvloop, and a transport that breaks it does not pass.
class TransportContractTest {
    /// A link of some kind in memory.
    interface InMemory extends TransportContract {
        LinkOptions link();

        @Override
        default EventLoop newLoop() {
            return new TestLoop();
        }

        @Override
        default void connect(EventLoop loop, StreamProtocol first, StreamProtocol second) {
            ((TestLoop) loop).connect(first, second, link());
        }
    }

    @Nested
    class ByAPerfectLink implements InMemory {
        @Override
        public LinkOptions link() {
            return LinkOptions.DEFAULT;
        }
    }

    @Nested
    class ByASlowLinkInSmallPieces implements InMemory {
        @Override
        public LinkOptions link() {
            return LinkOptions.DEFAULT
                    .withDelay(Duration.ZERO, Duration.ofMillis(3))
                    .withChunks(1_000, 20_000)
                    .withWindow(50_000);
        }
    }

    @Nested
    class ByTcp implements TransportContract {
        @Override
        public void connect(EventLoop loop, StreamProtocol first, StreamProtocol second) {
            LoopFuture<String> accepted = loop.createFuture();
            Server server = loop.runUntilComplete(loop.createServer(() -> serve(accepted, second), "127.0.0.1", 0));
            loop.runUntilComplete(loop.createConnection(() -> first, "127.0.0.1", server.port()));
            loop.runUntilComplete(accepted);
            server.close();
        }
    }

    @Nested
    @DisabledOnOs(OS.WINDOWS)
    class ByAUnixSocket implements TransportContract {
        @TempDir
        Path folder;

        @Override
        public void connect(EventLoop loop, StreamProtocol first, StreamProtocol second) {
            LoopFuture<String> accepted = loop.createFuture();
            Path path = folder.resolve("socket");
            Server server = loop.runUntilComplete(loop.createUnixServer(() -> serve(accepted, second), path));
            loop.runUntilComplete(loop.createUnixConnection(() -> first, path));
            loop.runUntilComplete(accepted);
            server.close();
        }
    }

    private static StreamProtocol serve(LoopFuture<String> accepted, StreamProtocol protocol) {
        accepted.complete("accepted");
        return protocol;
    }

    /// Loses data; no other runner finds it, as it has no name of a test.
    static class LosingData implements InMemory {
        @Override
        public LinkOptions link() {
            return LinkOptions.DEFAULT.withCuts(0.5);
        }
    }

    /// Breaks connections.
    static class Resetting implements InMemory {
        @Override
        public LinkOptions link() {
            return LinkOptions.DEFAULT.withResets(0.5);
        }
    }

    private static long failuresOf(Class<? extends TransportContract> specimen) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(specimen))
                                .build(),
                        summary);
        assertThat(summary.getSummary().getTestsFoundCount()).isGreaterThan(10);
        return summary.getSummary().getTestsFailedCount();
    }

    @Test
    void aTransportThatBreaksItFails() {
        assertThat(failuresOf(LosingData.class)).isGreaterThan(3);
        assertThat(failuresOf(Resetting.class)).isGreaterThan(3);
    }
}
