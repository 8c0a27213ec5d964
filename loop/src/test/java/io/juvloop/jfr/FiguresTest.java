package io.juvloop.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a loop counts.
@LoopTest
class FiguresTest {
    @Test
    void callbacksStepsTasksAndIterationsAreCounted(EventLoop loop) {
        loop.callSoon(() -> {});
        loop.callLater(Duration.ZERO, () -> {});
        Turns.many(loop, 3);
        LoopStats before = loop.stats();
        assertThat(before.callbacksRun()).isEqualTo(2);
        assertThat(before.iterations()).isEqualTo(3);
        InTask.run(loop, () -> {
            Async.sleep(Duration.ZERO);
            Async.sleep(Duration.ZERO);
        });
        LoopStats after = loop.stats();
        assertThat(after.tasksCreated()).isEqualTo(1);
        assertThat(after.stepsRun()).isEqualTo(3);
        assertThat(after.tasks()).isZero();
    }

    @Test
    void connectionsAndTheirBytesAreCounted(EventLoop loop) {
        try (var pair = Pair.connect(loop)) {
            assertThat(loop.stats().connectionsOpen()).isEqualTo(2);
            pair.clientTransport().write(new byte[10]);
            pair.clientTransport().write(ByteBuffer.allocateDirect(1_000_000));
            Await.until(loop, "all bytes", () -> pair.server().receivedCount() == 1_000_010);
        }
        LoopStats stats = loop.stats();
        assertThat(stats.bytesReceived()).isEqualTo(1_000_010);
        assertThat(stats.bytesSent()).isEqualTo(1_000_010);
        assertThat(stats.connectionsOpened()).isEqualTo(2);
        assertThat(stats.connectionsAccepted()).isEqualTo(1);
        assertThat(stats.connectionsLost()).isEqualTo(2);
        assertThat(stats.connectionsOpen()).isZero();
    }

    @Test
    void connectionsThatTheLoopClosesAreCountedAsLost(EventLoop loop, Logged logged) {
        var pair = Pair.connect(loop);
        loop.close();
        assertThat(logged.all()).hasSize(3);
        assertThat(pair.client().isLost()).isFalse();
        assertThat(loop.stats().connectionsOpen()).isZero();
    }
}
