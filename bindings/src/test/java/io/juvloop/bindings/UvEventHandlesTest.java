package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Timers and async handles: they fire when they should and only then.
@Tag("polling")
class UvEventHandlesTest {
    private final TestLoop loop = new TestLoop();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void timerFiresOnceAndNotBeforeItsTime() {
        loop.uv().updateTime();
        long begin = System.nanoTime();
        new UvTimer(loop.uv(), () -> events.add("fired")).start(20);
        loop.runToTheEnd();
        assertThat(events).containsExactly("fired");
        // libuv's clock counts whole milliseconds
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(19_000_000);
    }

    @Test
    void stoppedTimerDoesNotFire() {
        UvTimer timer = new UvTimer(loop.uv(), () -> events.add("fired"));
        timer.start(0);
        timer.stop();
        loop.runToTheEnd();
        assertThat(events).isEmpty();
    }

    @Test
    void laterStartReplacesTheEarlierOne() {
        UvTimer replaced = new UvTimer(loop.uv(), () -> events.add("replaced"));
        replaced.start(1_000_000);
        replaced.start(0);
        loop.runToTheEnd();
        assertThat(events).containsExactly("replaced");
    }

    @Test
    void largestTimeOutDoesNotWrap() {
        UvTimer never = new UvTimer(loop.uv(), () -> events.add("never"));
        never.start(Long.MAX_VALUE);
        new UvTimer(loop.uv(), () -> {
                    events.add("soon");
                    never.stop();
                })
                .start(5);
        loop.runToTheEnd();
        assertThat(events).containsExactly("soon");
    }

    @Test
    void asyncWakesTheLoopFromAnotherThread() throws InterruptedException {
        UvAsync async = new UvAsync(loop.uv(), () -> {
            events.add(Thread.currentThread().getName());
            loop.uv().stop();
        });
        Thread other = Thread.ofPlatform().start(async::send);
        loop.uv().run(UvLoop.RUN_DEFAULT);
        other.join();
        assertThat(events).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void asyncRefusesToSendOnceItIsClosing() {
        UvAsync async = new UvAsync(loop.uv(), () -> events.add("woken"));
        assertThat(async.send()).isTrue();
        async.end();
        assertThat(async.send()).isFalse();
    }

    @Test
    void asyncRefusesToSendHoweverItWasClosed() {
        UvAsync async = new UvAsync(loop.uv(), () -> events.add("woken"));
        async.close();
        assertThat(async.send()).isFalse();
        loop.runToTheEnd();
        assertThat(async.send()).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void sendersThatRaceWithTheCloseNeverCrash() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            UvAsync async = new UvAsync(loop.uv(), () -> {});
            Thread sender = Thread.ofPlatform().start(() -> {
                while (async.send()) {
                    Thread.onSpinWait();
                }
            });
            loop.uv().run(UvLoop.RUN_NOWAIT);
            async.close();
            loop.runToTheEnd();
            sender.join();
            assertThat(async.state()).isEqualTo(UvHandle.State.CLOSED);
        }
    }
}
