package io.juvloop.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Spin;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's dump of all threads says who is in a monitor that a virtual thread waits for.
class BlockedThreadTest {
    private final Object monitor = new Object();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private void stay() {
        synchronized (monitor) {
            entered.countDown();
            try {
                over.await();
            } catch (InterruptedException byNobody) {
                throw new AssertionError(byNobody);
            }
        }
    }

    private void pass() {
        synchronized (monitor) {
            assertThat(over.getCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itsMonitorAndTheThreadInsideAreFound(boolean virtual) throws InterruptedException {
        Thread owner = (virtual ? Thread.ofVirtual() : Thread.ofPlatform())
                .name("owner \"1\"")
                .start(this::stay);
        entered.await();
        Thread waiting = Thread.ofVirtual().start(this::pass);
        Spin.until(() -> waiting.getState() == Thread.State.BLOCKED);
        try {
            String number = Integer.toHexString(System.identityHashCode(monitor));
            assertThat(BlockedThread.find(waiting))
                    .isEqualTo(new BlockedThread("java.lang.Object@" + number, LockOwner.inWords(owner)));
        } finally {
            over.countDown();
            owner.join();
            waiting.join();
        }
    }

    @Test
    void aThreadThatDoesNotWaitIsNotFound() {
        assertThat(BlockedThread.find(Thread.currentThread())).isNull();
    }

    @Test
    void aMonitorWithoutAThreadInsideHasNoOwner() {
        String dump = """
                #40 "loop" virtual BLOCKED 2026-01-01T00:00:00Z
                    at Example.use(Example.java:20)
                    - waiting to lock <java.lang.Object@4a574795>

                #4 "other" RUNNABLE 2026-01-01T00:00:00Z
                    at Example.hold(Example.java:10)
                    - locked <java.lang.Object@4a574796>
                """;
        assertThat(BlockedThread.in(dump.lines().toList(), 40))
                .isEqualTo(new BlockedThread("java.lang.Object@4a574795", null));
        assertThat(BlockedThread.in(dump.lines().toList(), 4)).isNull();
    }
}
