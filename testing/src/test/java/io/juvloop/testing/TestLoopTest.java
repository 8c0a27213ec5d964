package io.juvloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.Handle;
import io.juvloop.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// The clock of a [TestLoop], and what the loop does not have.
@EventLoopTest
class TestLoopTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> events = new ArrayList<>();

    @Test
    void timeJumpsToTheNextTimer(TestLoop loop) {
        loop.callLater(HOUR.multipliedBy(2), () -> events.add("two at " + loop.elapsed()));
        loop.callLater(HOUR, () -> events.add("one at " + loop.elapsed()));
        loop.phases().runWhileAlive();
        assertThat(events).containsExactly("one at PT1H", "two at PT2H");
    }

    @Test
    void tasksSleepWithoutWaiting(TestLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofDays(365))));
        assertThat(loop.elapsed()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void timeLimitsAreOfTheVirtualClock(TestLoop loop) {
        var waiting = loop.createTask(() -> {
            new Event().await(HOUR);
            return "never";
        });
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> loop.runUntilComplete(waiting))
                .withRootCauseInstanceOf(TimeoutException.class);
        assertThat(loop.elapsed()).isEqualTo(HOUR);
    }

    @Test
    void advanceRunsWhatIsDueAndStopsExactly(TestLoop loop) {
        loop.callLater(Duration.ofSeconds(1), () -> {
            events.add("first");
            loop.callLater(Duration.ofSeconds(1), () -> events.add("second"));
        });
        Handle third = loop.callLater(Duration.ofSeconds(4), () -> events.add("third"));
        loop.advance(Duration.ofSeconds(3));
        assertThat(events).containsExactly("first", "second");
        assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(3));
        third.cancel();
    }

    @Test
    void runReadyLetsNoTimePass(TestLoop loop) {
        Handle later = loop.callLater(Duration.ofNanos(1), () -> events.add("later"));
        loop.callSoon(() -> loop.callSoon(() -> events.add("soon")));
        loop.runReady();
        assertThat(events).containsExactly("soon");
        assertThat(loop.elapsed()).isZero();
        later.cancel();
    }

    @Test
    void advanceIsRefusedInsideARunAndBackwards(TestLoop loop) {
        loop.callSoon(() -> assertThatIllegalStateException().isThrownBy(loop::runReady));
        loop.runReady();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> loop.advance(Duration.ofNanos(-1)));
    }

    @Test
    void callbacksThatQueueThemselvesStarveNoTimer(TestLoop loop) {
        boolean[] over = new boolean[1];
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (!over[0]) {
                loop.callSoon(again[0]);
            }
        };
        again[0].run();
        loop.callLater(Duration.ofMillis(3), () -> over[0] = true);
        loop.phases().runWhileAlive();
        assertThat(loop.elapsed()).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void anExecutorsWorkIsWaitedFor(TestLoop loop) {
        var work = loop.runInExecutor(null, () -> "done");
        loop.callLater(HOUR, () -> events.add("not before")).unref();
        assertThat(loop.runUntilComplete(work)).isEqualTo("done");
        assertThat(events).isEmpty();
        loop.advance(HOUR);
    }

    @Test
    void aRunThatCannotEndSaysSo(TestLoop loop) {
        loop.setPatience(Duration.ofMillis(50));
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                .withMessageContaining("nothing will");
    }

    @Test
    void whatNeedsTheSystemIsRefusedBySentence(TestLoop loop) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(loop::files)
                .withMessage("a TestLoop has no files");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> loop.getaddrinfo("localhost", 80))
                .withMessage("a TestLoop has no name lookups");
    }
}
