package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// A callback of any kind may wait for a lock behind a task.
@TaskTest
class KindsOfCallbackTest {
    private static final int TURNS = 5;

    private static void share(EventLoop loop, KindOfCallback kind) throws Exception {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            ThreeLockUsers.takeTurns(TURNS, there, ContendedLock.of(new ReentrantLock()), kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheLoopItself(LoopCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    void ofFutures(FutureCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    void ofFactories(FactoryCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    void ofStreams(StreamCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PAUSE_WRITING", "RESUME_WRITING"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has other pipes")
    void ofPipes(StreamCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind.over(PipeConnections::new));
    }

    @ParameterizedTest
    @EnumSource
    void ofDatagrams(DatagramCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    void ofDescriptors(DescriptorCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    void ofWatches(WatchCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill")
    void ofSignals(SignalCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }

    @ParameterizedTest
    @EnumSource
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no cat")
    void ofChildren(ProcessCallbacks kind, EventLoop loop) throws Exception {
        share(loop, kind);
    }
}
