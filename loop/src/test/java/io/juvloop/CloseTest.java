package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@LoopTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
class CloseTest {
    /// The calls that a closed loop refuses.
    @SuppressWarnings({"ImmutableEnumChecker", "FutureReturnValueIgnored"}) // its lambdas capture nothing
    enum Use {
        CALL_SOON(loop -> loop.callSoon(() -> {})),
        CALL_SOON_THREADSAFE(loop -> loop.callSoonThreadsafe(() -> {})),
        CALL_LATER(loop -> loop.callLater(Duration.ZERO, () -> {})),
        CALL_AT(loop -> loop.callAt(0, () -> {})),
        RUN_FOREVER(EventLoop::runForever),
        RUN_UNTIL_COMPLETE(loop -> loop.runUntilComplete(CompletableFuture.completedFuture(""))),
        STOP(EventLoop::stop),
        CREATE_CONNECTION(loop -> loop.createConnection(RecordingProtocol::new, Loopback.HOST, 1)),
        CREATE_SERVER(loop -> loop.createServer(RecordingProtocol::new, Loopback.HOST, 0)),
        CREATE_UNIX_CONNECTION(loop -> loop.createUnixConnection(RecordingProtocol::new, Path.of("/nowhere"))),
        CREATE_UNIX_SERVER(loop -> loop.createUnixServer(RecordingProtocol::new, Path.of("/nowhere"))),
        CONNECT_ACCEPTED_SOCKET(loop -> loop.connectAcceptedSocket(RecordingProtocol::new, 0));

        private final Consumer<EventLoop> use;

        Use(Consumer<EventLoop> use) {
            this.use = use;
        }
    }

    private final List<String> ran = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    @Tag("L1")
    void aClosedLoopRefuses(Use use, EventLoop loop) {
        loop.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> use.use.accept(loop))
                .withMessage("the event loop is closed");
    }

    @Test
    @Tag("L1")
    void aSecondCloseDoesNothing(EventLoop loop) {
        loop.close();
        loop.close();
        assertThat(loop.isClosed()).isTrue();
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    @Tag("L6")
    @DisplayName("close from inside is refused and the loop goes on")
    void closeFromInsideIsRefused(EventLoop loop) {
        loop.callSoon(() -> {
            assertThatIllegalStateException().isThrownBy(loop::close).withMessage("cannot close a running event loop");
            loop.callLater(Duration.ofMillis(1), () -> {
                ran.add("went on");
                loop.stop();
            });
        });
        loop.runForever();
        assertThat(ran).containsExactly("went on");
        assertThat(loop.isClosed()).isFalse();
    }

    @Test
    void closeWhileItRunsOnAnotherThreadIsRefused(EventLoop loop) {
        loop.callSoon(() -> OtherThread.run(() -> assertThatIllegalStateException()
                .isThrownBy(loop::close)
                .withMessage("cannot close a running event loop")));
        Turns.one(loop);
        assertThat(loop.isClosed()).isFalse();
    }

    @Test
    void closeOnAVirtualThreadIsRefused(EventLoop loop) {
        OtherThread.runVirtually(() -> assertThatIllegalStateException().isThrownBy(loop::close));
        assertThat(loop.isClosed()).isFalse();
    }

    @Test
    void closeDropsWhatWaitsWithoutRunningIt(EventLoop loop) {
        Runnable never = () -> ran.add("never");
        List<Handle> handles = new ArrayList<>();
        handles.add(loop.callSoon(never));
        handles.add(loop.callSoonThreadsafe(never));
        handles.add(loop.callLater(Duration.ZERO, never));
        handles.add(loop.callAt(0, never));
        handles.add(OtherThread.call(() -> loop.callSoonThreadsafe(never)));
        loop.close();
        assertThat(ran).isEmpty();
        assertThat(handles).allMatch(Handle::isCancelled);
        assertThat(loop.stats().readyCallbacks()).isZero();
        assertThat(loop.stats().pendingTimers()).isZero();
    }

    @Test
    void closeDropsWhatALastBatchLeft(EventLoop loop) {
        List<Handle> handles = new ArrayList<>();
        loop.callSoon(() -> {
            handles.add(loop.callSoon(() -> ran.add("never")));
            handles.add(loop.callSoonThreadsafe(() -> ran.add("never")));
            loop.stop();
        });
        loop.runForever();
        loop.close();
        assertThat(ran).isEmpty();
        assertThat(handles).hasSize(2).allMatch(Handle::isCancelled);
    }

    @Test
    void handlesOfAClosedLoopCanBeCancelled(EventLoop loop) {
        Handle soon = loop.callSoon(() -> {});
        TimerHandle timer = loop.callLater(Duration.ofHours(1), () -> {});
        long when = timer.when();
        loop.close();
        soon.cancel();
        timer.cancel();
        assertThat(soon.isCancelled()).isTrue();
        assertThat(timer.isCancelled()).isTrue();
        assertThat(timer.when()).isEqualTo(when);
    }

    @Test
    void aLoopThatNeverRanCloses(EventLoop loop) {
        loop.close();
        assertThat(loop.stats().handles())
                .allSatisfy((type, count) -> assertThat(count.live()).isZero());
    }

    @Test
    void closesWithANameLookupUnderWay(EventLoop loop) {
        CompletableFuture<?> connecting = loop.createConnection(RecordingProtocol::new, "localhost", 9);
        loop.close();
        assertThat(loop.stats().requests().get("GETADDRINFO")).isEqualTo(new LoopStats.Count(1, 1));
        assertThat(connecting.isDone()).isTrue();
    }
}
