package io.juvloop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.phases.LoopPhase;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// While a callback waits for a lock, no other callback begins: one ends before the next begins.
@TaskTest
class OrderWhileWaitingTest {
    private static final List<String> ALONE = List.of("begins");

    private final Events events = new Events();

    /// A callback that waits in the middle.
    private Runnable waiting(Gate gate) {
        return () -> {
            events.add("begins");
            gate.pass();
            events.add("ends");
        };
    }

    private Runnable noting(String event) {
        return () -> events.add(event);
    }

    @Test
    void callbacksAndTimersComeAfterTheOneThatWaits(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(() -> {
                loop.callSoon(() -> {
                    long now = loop.time();
                    loop.callAt(now + 2, noting("later timer"));
                    loop.callAt(now + 1, noting("timer"));
                    waiting(gate).run();
                });
                loop.callSoon(noting("first"));
                loop.callSoon(noting("second"));
            });
            gate.whileSomebodyWaits(() -> {
                there.post(noting("posted meanwhile"));
                ticks.some();
                assertThat(events.all()).isEqualTo(ALONE);
            });
            there.until("all callbacks", () -> events.all().size() == 7);
        }
        assertThat(events.all())
                .startsWith("begins", "ends", "first", "second")
                .containsSubsequence("timer", "later timer")
                .contains("posted meanwhile");
    }

    @Test
    @FastOnly
    void whatTasksQueueMeanwhileComesAfterWhatWasQueued(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(() -> {
                loop.callSoon(waiting(gate));
                loop.callSoon(noting("queued before"));
            });
            gate.whileSomebodyWaits(() -> {
                ticks.run(() -> loop.callSoon(noting("queued by a task")));
                ticks.some();
            });
            there.until("all callbacks", () -> events.has("queued by a task"));
        }
        assertThat(events.all()).containsExactly("begins", "ends", "queued before", "queued by a task");
    }

    @Test
    @FastOnly
    void whatATaskCancelsMeanwhileNeverBegins(EventLoop loop) {
        List<Handle> handles = new ArrayList<>();
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(() -> {
                loop.callSoon(waiting(gate));
                handles.add(loop.callSoon(noting("cancelled callback")));
                handles.add(loop.callLater(Duration.ofMillis(2), noting("cancelled timer")));
                loop.callLater(Duration.ofMillis(2), noting("timer"));
            });
            gate.whileSomebodyWaits(() -> {
                ticks.run(() -> handles.forEach(Handle::cancel));
                ticks.some();
            });
            there.until("the last callback", () -> events.has("timer"));
        }
        assertThat(events.all()).containsExactly("begins", "ends", "timer");
    }

    @ParameterizedTest
    @EnumSource
    void hooksComeAfterTheOneThatWaits(LoopPhase phase, EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            Handle hook = there.call(() -> loop.phases().addHook(phase, noting("hook")));
            there.post(waiting(gate));
            gate.whileSomebodyWaits(ticks::some);
            there.run(hook::cancel);
        }
        assertThat(events.all()).containsSequence("begins", "ends").contains("hook");
    }

    @Test
    void protocolsComeAfterTheOneThatWaits(EventLoop loop) throws IOException {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            AtomicReference<Runnable> onData = new AtomicReference<>(waiting(gate));
            Supplier<CallbackProtocol> factory = () -> {
                events.add("connection");
                return new CallbackProtocol.ForViews(
                        StreamCallbacks.DATA_RECEIVED,
                        () -> onData.getAndSet(noting("data")).run());
            };
            try (Listening listening = new Listening(there, factory);
                    Socket first = listening.connect();
                    Socket second = listening.connect();
                    Socket third = new Socket()) {
                there.until("two connections", () -> events.all().size() == 2);
                send(first);
                gate.whileSomebodyWaits(() -> {
                    send(second);
                    connect(listening, third);
                    ticks.some();
                    assertThat(events.all()).containsExactly("connection", "connection", "begins");
                });
                there.until("all that happened", () -> events.all().size() == 6);
            }
        }
        assertThat(events.all().subList(2, 4)).containsExactly("begins", "ends");
        assertThat(events.all().subList(4, 6)).containsExactlyInAnyOrder("data", "connection");
    }

    private static void connect(Listening listening, Socket socket) {
        try {
            listening.connect(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void send(Socket socket) {
        try {
            socket.getOutputStream().write(1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aFailureAfterTheWaitIsReportedInItsPlace(EventLoop loop, Reported reported) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(() -> {
                loop.callSoon(() -> {
                    waiting(gate).run();
                    throw new IllegalArgumentException("on purpose");
                });
                loop.callSoon(() -> events.add("reported before: " + reported.count()));
            });
            gate.whileSomebodyWaits(ticks::some);
            there.until("the callback behind", () -> events.all().size() == 3);
        }
        assertThat(events.all()).containsExactly("begins", "ends", "reported before: 1");
        assertThat(reported.only().exception()).hasMessage("on purpose");
    }

    @Test
    void anErrorAfterTheWaitEndsTheRun(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(() -> {
                waiting(gate).run();
                throw new EndOfRun();
            });
            gate.whileSomebodyWaits(() -> {
                ticks.some();
                ticks.end();
            });
            assertThat(there.awaitFailure()).isInstanceOf(EndOfRun.class);
        }
        assertThat(events.all()).containsExactly("begins", "ends");
    }

    /// An error that ends a run.
    @SuppressWarnings("serial")
    private static final class EndOfRun extends Error {}

    @Test
    @FastOnly
    void aStopByATaskTakesEffectWhenTheCallbackHasEnded(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(waiting(gate));
            gate.whileSomebodyWaits(() -> {
                ticks.run(() -> {
                    loop.stop();
                    events.add("stop");
                });
                ticks.some();
                ticks.end();
                assertThat(loop.isRunning()).isTrue();
            });
            there.until("the end of the run", () -> !there.thread().isAlive());
        }
        assertThat(events.all()).containsExactly("begins", "stop", "ends");
    }

    @Test
    void aCallbackMayWaitAgainAndAgain(EventLoop loop) {
        int times = 100;
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            there.post(() -> {
                loop.callSoon(() -> {
                    for (int i = 0; i < times; i++) {
                        gate.pass();
                    }
                    events.add("ends");
                });
                loop.callSoon(noting("next"));
            });
            for (int i = 0; i < times; i++) {
                gate.whileSomebodyWaits(() -> assertThat(events.all()).isEmpty());
            }
            ticks.some();
            there.until("the next callback", () -> events.has("next"));
        }
        assertThat(events.all()).containsExactly("ends", "next");
    }
}
