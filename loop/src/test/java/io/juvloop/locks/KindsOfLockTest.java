package io.juvloop.locks;

import io.juvloop.EventLoop;
import io.juvloop.testing.TaskTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the lock, a callback that waits for it lets the tasks ahead of it acquire it.
@TaskTest
class KindsOfLockTest {
    private static final int TURNS = 20;

    @ParameterizedTest
    @EnumSource
    void tasksAndCallbacksShareItWithOtherThreads(KindOfLock kind, EventLoop loop) throws Exception {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            ThreeLockUsers.takeTurns(TURNS, there, kind.make(loop), LoopElsewhere::plainCallbacks);
        }
    }
}
