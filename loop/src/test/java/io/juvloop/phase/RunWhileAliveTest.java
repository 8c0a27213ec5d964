package io.juvloop.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.LoopFuture;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.TimerHandle;
import io.juvloop.TransportSocket;
import io.juvloop.phases.LoopHook;
import io.juvloop.phases.LoopPhase;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run that ends when nothing is left.
@TaskTest
class RunWhileAliveTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> events = new ArrayList<>();

    @Test
    void anEmptyLoopEndsAtOnce(EventLoop loop) {
        assertThat(loop.phases().isAlive()).isFalse();
        loop.phases().runWhileAlive();
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void callbacksAndTimersAreWaitedFor(EventLoop loop) {
        loop.callSoon(() -> loop.callLater(SHORT, () -> {
            events.add("timer");
            loop.callSoon(() -> events.add("soon"));
        }));
        assertThat(loop.phases().isAlive()).isTrue();
        loop.phases().runWhileAlive();
        assertThat(events).containsExactly("timer", "soon");
        assertThat(loop.phases().isAlive()).isFalse();
    }

    @Test
    void aCancelledTimerIsNotWaitedFor(EventLoop loop) {
        TimerHandle timer = loop.callLater(LONG, () -> {});
        loop.callLater(SHORT, timer::cancel);
        loop.phases().runWhileAlive();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void aTimerWithoutReferenceIsNotWaitedFor(EventLoop loop) {
        TimerHandle timer = loop.phases().callEvery(Duration.ofMillis(1), () -> events.add("tick"));
        timer.unref();
        timer.unref();
        assertThat(timer.hasRef()).isFalse();
        assertThat(loop.phases().isAlive()).isFalse();
        loop.callLater(Duration.ofMillis(30), () -> events.add("end"));
        loop.phases().runWhileAlive();
        assertThat(events).contains("tick", "end");
        timer.ref();
        assertThat(loop.phases().isAlive()).isTrue();
        loop.callLater(SHORT, timer::cancel);
        loop.phases().runWhileAlive();
        assertThat(loop.phases().isAlive()).isFalse();
    }

    @Test
    void tasksAreWaitedForWhereverTheyWait(EventLoop loop) {
        LoopFuture<String> gate = loop.createFuture();
        Task<String> waiting = loop.createTask(() -> Async.await(gate));
        Thread other = Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(() -> gate.complete("through")));
        loop.phases().runWhileAlive();
        assertThat(waiting.isDone()).isTrue();
        assertThat(loop.runUntilComplete(waiting)).isEqualTo("through");
        assertThat(other).isNotNull();
    }

    @Test
    void workElsewhereIsWaitedFor(EventLoop loop) {
        CountDownLatch begun = new CountDownLatch(1);
        var work = loop.runInExecutor(null, () -> {
            begun.await();
            return "done";
        });
        loop.callLater(SHORT, begun::countDown);
        loop.phases().runWhileAlive();
        assertThat(work).isCompletedWithValue("done");
        assertThat(loop.phases().isAlive()).isFalse();
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void lookupsAreWaitedFor(EventLoop loop) {
        var lookup = loop.getaddrinfo("localhost", 80);
        assertThat(loop.phases().isAlive()).isTrue();
        loop.phases().runWhileAlive();
        assertThat(lookup).isDone();
    }

    @ParameterizedTest
    @EnumSource
    void aHookIsWaitedForUnlessItHasNoReference(LoopPhase phase, EventLoop loop) {
        LoopHook[] hook = new LoopHook[1];
        hook[0] = loop.phases().addHook(phase, () -> {
            events.add("hook");
            if (events.size() == 3) {
                hook[0].cancel();
            }
        });
        TimerHandle turning = loop.phases().callEvery(SHORT, () -> {});
        turning.unref();
        loop.phases().runWhileAlive();
        assertThat(events).hasSize(3);
        assertThat(hook[0].isCancelled()).isTrue();
        turning.cancel();
        LoopHook free = loop.phases().addHook(phase, () -> events.add("free"));
        assertThat(loop.phases().isAlive()).isTrue();
        free.unref();
        assertThat(free.hasRef()).isFalse();
        assertThat(loop.phases().isAlive()).isFalse();
        loop.phases().runWhileAlive();
        free.cancel();
    }

    @Test
    void aServerIsWaitedForUnlessItsSocketsHaveNoReference(EventLoop loop) {
        try (Server server = loop.runUntilComplete(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0))) {
            assertThat(loop.phases().isAlive()).isTrue();
            server.sockets().forEach(TransportSocket::unref);
            assertThat(server.sockets()).noneMatch(TransportSocket::hasRef);
            assertThat(loop.phases().isAlive()).isFalse();
            loop.phases().runWhileAlive();
            server.sockets().forEach(TransportSocket::ref);
            loop.callLater(SHORT, server::close);
            loop.phases().runWhileAlive();
        }
        assertThat(loop.phases().isAlive()).isFalse();
    }

    @Test
    void aConnectionIsWaitedForUnlessItHasNoReference(EventLoop loop) {
        try (Server server = loop.runUntilComplete(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0))) {
            int port = server.port();
            server.sockets().forEach(TransportSocket::unref);
            var transport = loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port))
                    .transport();
            TransportSocket socket = Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET));
            assertThat(loop.phases().isAlive()).isTrue();
            loop.callLater(SHORT, transport::abort);
            loop.callLater(SHORT, server::close);
            loop.phases().runWhileAlive();
            assertThat(transport.isClosing()).isTrue();
            socket.unref();
            assertThat(socket.hasRef()).isFalse();
        }
    }

    @Test
    void stopEndsItAsAnyRun(EventLoop loop) {
        TimerHandle timer = loop.callLater(LONG, () -> {});
        loop.callSoon(loop::stop);
        loop.phases().runWhileAlive();
        assertThat(loop.phases().isAlive()).isTrue();
        timer.cancel();
    }

    @Test
    void afterItTheLoopRunsForeverAgain(EventLoop loop) {
        loop.phases().runWhileAlive();
        Thread other = Thread.ofPlatform()
                .start(() -> loop.callSoonThreadsafe(() -> {
                    events.add("posted");
                    loop.stop();
                }));
        loop.runForever();
        assertThat(events).containsExactly("posted");
        assertThat(other).isNotNull();
    }

    @Test
    void itCannotBeNested(EventLoop loop) {
        loop.callSoon(() -> assertThatIllegalStateException().isThrownBy(loop.phases()::runWhileAlive));
        loop.phases().runWhileAlive();
        assertThat(loop.isRunning()).isFalse();
    }
}
