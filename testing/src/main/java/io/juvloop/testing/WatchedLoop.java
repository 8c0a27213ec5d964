package io.juvloop.testing;

import io.juvloop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The loop of one test, with everything that watches it.
///
/// On the thread of the test. Lives as long as the test.
final class WatchedLoop {
    private static final long STEP_NANOS = 1_000_000;

    private final Duration timeToSettle;
    private final OpenDescriptors descriptorsBefore;
    private final LiveThreads threadsBefore;
    private final LogLines log = new LogLines();
    private final ExceptionReports reports = new ExceptionReports();
    private final EventLoop loop;
    private final Remains remains;
    private final RunLimit limit;

    WatchedLoop(boolean virtual, Duration timeToSettle) {
        this.timeToSettle = timeToSettle;
        if (!virtual) {
            openWhatLibuvOpensOnce();
        }
        descriptorsBefore = OpenDescriptors.now();
        threadsBefore = LiveThreads.now();
        log.begin();
        loop = virtual ? new TestLoop() : EventLoop.create();
        loop.setExceptionHandler(reports);
        remains = new Remains(loop);
        limit = new RunLimit(loop, RunLimit.PATIENCE);
    }

    /// The first loop of a process leaves a pipe for signals to all later ones.
    private static void openWhatLibuvOpensOnce() {
        EventLoop.create().close();
    }

    EventLoop loop() {
        return loop;
    }

    LogLines log() {
        return log;
    }

    ExceptionReports reports() {
        return reports;
    }

    /// Closes the loop.
    ///
    /// @return what the test left behind, a line each
    List<String> end(boolean mayLeaveCallbacks) {
        List<String> left = new ArrayList<>();
        try {
            if (isStopped(left)) {
                left.addAll(afterTheRun(mayLeaveCallbacks));
            }
        } finally {
            limit.dismiss();
            log.end();
        }
        log.unseen().stream()
                .filter(line -> !line.message().contains("was dropped without close")) // by another test
                .forEach(line -> left.add("logged: " + line));
        reports.unseen().forEach(context -> left.add("reported to the exception handler: " + context));
        return left;
    }

    private List<String> afterTheRun(boolean mayLeaveCallbacks) {
        List<String> left = new ArrayList<>();
        if (!loop.isClosed()) {
            left.addAll(remains.afterSettling(mayLeaveCallbacks, timeToSettle));
            loop.close();
        }
        left.addAll(Remains.afterClose(loop.stats()));
        left.addAll(descriptorsBefore.openedSince(timeToSettle));
        left.addAll(threadsBefore.startedSince(timeToSettle));
        return left;
    }

    /// Ends a run that the test left going on another thread.
    ///
    /// @return false if it hangs, and nothing else can be asked of the loop
    private boolean isStopped(List<String> left) {
        if (!loop.isRunning()) {
            return true;
        }
        left.add("the loop, running on another thread");
        var _ = loop.callSoonThreadsafe(loop::stop);
        long begin = System.nanoTime();
        while (loop.isRunning() && System.nanoTime() - begin < timeToSettle.toNanos()) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        return !loop.isRunning();
    }
}
