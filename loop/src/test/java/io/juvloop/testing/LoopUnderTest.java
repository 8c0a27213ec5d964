package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import io.juvloop.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The loop of one test, with all its checks.
final class LoopUnderTest {
    static {
        if (LoopChoice.isLibuv()) {
            openWhatLibuvOpensOnce();
        }
    }

    /// In debug mode a busy machine makes anything slow, and says so; what tests slowness sets a limit of its own.
    private static final Duration NEVER_SLOW = Duration.ofHours(1);

    private final Duration timeToSettle;
    private final OpenFiles filesBefore = OpenFiles.now();
    private final OpenLoops loopsBefore = OpenLoops.now();
    private final Logged logged = new Logged();
    private final Reported reported = new Reported();
    private final EventLoop loop = LoopChoice.newLoop();
    private final LoopStats fresh = loop.stats();
    private final Watchdog watchdog = new Watchdog(loop, Watchdog.PATIENCE);

    LoopUnderTest(Duration timeToSettle) {
        this.timeToSettle = timeToSettle;
        loop.setSlowCallbackDuration(NEVER_SLOW);
        logged.begin();
    }

    /// The first loop of a process opens a pipe for signals that later loops share, and the first signal
    /// handler creates a loop that is never run.
    private static void openWhatLibuvOpensOnce() {
        try (EventLoop loop = EventLoop.create()) {
            loop.addSignalHandler(Signal.WINCH, () -> {});
        }
    }

    EventLoop loop() {
        return loop;
    }

    Logged logged() {
        return logged;
    }

    /// Returns the collector of reports, which becomes the loop's exception handler.
    Reported reported() {
        loop.setExceptionHandler(reported);
        return reported;
    }

    /// Closes the loop.
    ///
    /// @return the test's leftovers, a line each
    List<String> end(boolean mayLeaveCallbacks) {
        List<String> leftovers = new ArrayList<>();
        try {
            if (Stopped.within(timeToSettle, loop, leftovers)) {
                leftovers.addAll(afterTheRun(mayLeaveCallbacks));
            }
            if (!loop.slowCallbackDuration().equals(NEVER_SLOW)) {
                Spin.until(LoopUnderTest::isWatchAtRest);
            }
        } finally {
            watchdog.dismiss();
            logged.end();
        }
        logged.leftovers().forEach(entry -> leftovers.add("logged: " + entry));
        reported.unseen().forEach(context -> leftovers.add("reported to the exception handler: " + context));
        return leftovers;
    }

    /// Whether the thread of debug mode is not about to say something of this test's loop, which the next would hear.
    private static boolean isWatchAtRest() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("juvloop-debug"))
                .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private List<String> afterTheRun(boolean mayLeaveCallbacks) {
        List<String> leftovers = new ArrayList<>();
        if (!loop.isClosed()) {
            loop.setDebug(false);
            Leftovers inLoop = new Leftovers(loop, fresh, timeToSettle);
            leftovers.addAll(inLoop.afterSettling(mayLeaveCallbacks));
            loop.close();
        }
        leftovers.addAll(Leftovers.afterClose(loop.stats()));
        leftovers.addAll(filesBefore.changesAfter(timeToSettle));
        leftovers.addAll(loopsBefore.openedSince(timeToSettle));
        return leftovers;
    }
}
