package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.locks.KindOfCallback.Provocation;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Debug mode names a callback of any kind that waits for a lock, while it waits and tasks go on.
@TaskTest
@FastOnly
class NamedWhileWaitingTest {
    private static final Duration SLOW = Duration.ofMillis(20);

    private final AtomicBoolean wanted = new AtomicBoolean();

    /// The stack in the log shows that it is the callback of the test that waits, and not another one.
    private void isNamed(EventLoop loop, KindOfCallback kind, Logged logged) throws Exception {
        logged.allow(" has blocked the event loop "); // what is slow because the machine is busy
        logged.allow(" has waited for ");
        logged.allow(" took ");
        loop.setDebug(true);
        loop.setSlowCallbackDuration(SLOW);
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks _ = Ticks.start(there)) {
            Gate gate = new Gate(there);
            try (Provocation provocation = kind.prepare(there, () -> waitOnce(gate))) {
                provocation.ready();
                wanted.set(true);
                provocation.provoke();
                gate.whileSomebodyWaits(() -> there.until("a report", () -> isReported(logged)));
            }
        }
    }

    private void waitOnce(Gate gate) {
        if (wanted.getAndSet(false)) {
            gate.pass();
        }
    }

    private static boolean isReported(Logged logged) {
        return logged.all().stream()
                .map(Logged.Entry::message)
                .anyMatch(message -> message.contains(" has waited for java.util.concurrent.Semaphore")
                        && message.contains("NamedWhileWaitingTest.waitOnce"));
    }

    @ParameterizedTest
    @EnumSource
    void ofTheLoopItself(LoopCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    /// What depends on a task runs on the task's thread, and keeps the loop from nothing.
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DEPENDENT_OF_A_TASK")
    void ofFutures(FutureCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    void ofFactories(FactoryCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    void ofStreams(StreamCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    void ofDatagrams(DatagramCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    void ofDescriptors(DescriptorCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    void ofWatches(WatchCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
    void ofSignals(SignalCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }

    @ParameterizedTest
    @EnumSource
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no cat")
    void ofChildren(ProcessCallbacks kind, EventLoop loop, Logged logged) throws Exception {
        isNamed(loop, kind, logged);
    }
}
