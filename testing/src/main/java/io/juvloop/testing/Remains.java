package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a loop holds beyond what it held when it was new.
///
/// Loop thread only. Lives as long as the test.
final class Remains {
    private static final Duration STEP = Duration.ofMillis(1);

    private final EventLoop loop;
    private final LoopStats fresh;

    Remains(EventLoop loop) {
        this.loop = loop;
        fresh = loop.stats();
    }

    /// Runs the loop until nothing is left, or no longer seems to go.
    ///
    /// @param mayLeaveCallbacks true to leave callbacks and timers where they are, and so not to run the loop
    List<String> afterSettling(boolean mayLeaveCallbacks, Duration patience) {
        if (mayLeaveCallbacks) {
            return now(true);
        }
        long begin = System.nanoTime();
        while (!now(false).isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            runForAMoment();
        }
        return now(false);
    }

    /// A timer that waits is what is looked for, so the clock of a [TestLoop] is not moved.
    private void runForAMoment() {
        if (loop instanceof TestLoop test) {
            test.runReady();
        } else {
            var _ = loop.callLater(STEP, loop::stop);
            loop.runForever();
        }
    }

    private List<String> now(boolean mayLeaveCallbacks) {
        LoopStats now = loop.stats();
        List<String> found = new ArrayList<>();
        alive(found, "handle", fresh.handles(), now.handles());
        alive(found, "request", fresh.requests(), now.requests());
        if (now.nativeBytesInUse() != fresh.nativeBytesInUse()) {
            found.add("native bytes in use: " + (now.nativeBytesInUse() - fresh.nativeBytesInUse()));
        }
        if (now.readyCallbacks() > 0 && !mayLeaveCallbacks) {
            found.add("callbacks waiting: " + now.readyCallbacks());
        }
        if (now.pendingTimers() > 0 && !mayLeaveCallbacks) {
            found.add("timers waiting: " + now.pendingTimers());
        }
        if (now.tasks() > 0) {
            found.add("tasks not done: " + now.tasks() + ": " + loop.allTasks());
        }
        long engines = now.tls().engines().live() - fresh.tls().engines().live();
        if (engines != 0) {
            found.add("TLS engines alive: " + engines);
        }
        return found;
    }

    /// In a closed loop everything that was made must be gone.
    static List<String> afterClose(LoopStats closed) {
        List<String> found = new ArrayList<>();
        alive(found, "closed loop's handle", Map.of(), closed.handles());
        alive(found, "closed loop's request", Map.of(), closed.requests());
        if (closed.tasks() > 0) {
            found.add("tasks of a closed loop: " + closed.tasks());
        }
        if (closed.tls().engines().live() != 0) {
            found.add("TLS engines of a closed loop: " + closed.tls());
        }
        return found;
    }

    private static void alive(
            List<String> found, String what, Map<String, LoopStats.Count> before, Map<String, LoopStats.Count> now) {
        now.forEach((type, count) -> {
            LoopStats.Count old = before.getOrDefault(type, new LoopStats.Count(0, 0));
            long extra = count.live() - old.live();
            if (extra != 0) {
                found.add(what + " " + type + " alive: " + extra);
            }
        });
    }
}
