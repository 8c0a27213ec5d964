package io.juvloop.internal.core;

import io.juvloop.ExceptionContext;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.jfr.Recorder;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs the user's callbacks one by one. An exception of a callback affects no other callback, its writes are
/// sent when it returns, and debug mode logs a slow callback with its stack while it blocks the loop.
///
/// Loop thread only, except the setters of debug mode, which another thread sees with a short delay. See
/// [Debug Mode](https://docs.python.org/3.13/library/asyncio-dev.html#debug-mode).
public final class CallbackRunner {
    private static final long NOT_MEASURED = Long.MIN_VALUE;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LoopKernel core;
    private final ExceptionReporter reporter;
    private final SlowCallbackWatch watch;
    private @Nullable Object measurement;
    private long callbacks;
    private long steps;
    private Duration slow = Duration.ofMillis(100);

    CallbackRunner(LoopKernel core, ExceptionReporter reporter) {
        this.core = core;
        this.reporter = reporter;
        this.watch = new SlowCallbackWatch(core);
    }

    SlowCallbackWatch watch() {
        return watch;
    }

    /// How many callbacks ran: those that were scheduled, and timers. Any thread, slightly old there.
    public long callbacks() {
        return callbacks;
    }

    /// How many steps of tasks ran. Any thread, slightly old there.
    public long steps() {
        return steps;
    }

    void invoke(CallbackHandle call) {
        Runnable callback = call.take();
        if (callback == null) {
            return;
        }
        callbacks++;
        long begin = beginMeasure(callback);
        try {
            callback.run();
        } catch (Throwable thrown) {
            failed(
                    thrown,
                    () -> ExceptionContext.of(
                                    "the callback " + ExceptionReporter.describe(callback) + " failed", thrown)
                            .with(call, call.created()));
        }
        endCallback();
        endMeasure(begin, callback);
    }

    /// Runs the step of a task. The thread that carries tasks must not take a lock that a task may want, so
    /// reports and log messages go through the dispatcher.
    void runStep(CallbackHandle step) {
        Runnable body = step.take();
        if (body == null) {
            return;
        }
        steps++;
        long begin = beginMeasure(body, true);
        try {
            body.run();
        } catch (Throwable thrown) {
            onDispatcher(() -> escaped(thrown));
        }
        endCallback();
        if (begin != NOT_MEASURED) {
            long nanos = ends(begin);
            if (core.isDebug() && isSlow(nanos)) {
                onDispatcher(() -> logSlow(body, nanos));
            }
            Object measured = takeMeasurement();
            if (measured != null && Recorder.get().ends(measured)) {
                onDispatcher(() -> record(measured, body, true));
            }
        }
    }

    /// An error in the sending of what the callback wrote has cost that connection, and ends no run.
    private void endCallback() {
        try {
            core.endCallback();
        } catch (Throwable thrown) {
            onDispatcher(() -> escaped(thrown));
        }
    }

    private void onDispatcher(Runnable work) {
        if (core.dispatcher().isBusy()) {
            core.callInternally(work);
        } else {
            core.dispatcher().run(work);
        }
    }

    void failed(Throwable thrown, Supplier<ExceptionContext> context) {
        if (FatalErrors.includes(thrown)) {
            core.run().failWith((Error) thrown);
            return;
        }
        try {
            reporter.report(context.get());
        } catch (Error fromHandler) {
            core.run().failWith(fromHandler);
        }
    }

    /// Handles an exception that escaped from a callback of libuv past every handler.
    void escaped(Throwable thrown) {
        failed(thrown, () -> ExceptionContext.of("a callback of the loop itself failed", thrown));
    }

    /// Whether each event is to be named while it is dispatched.
    boolean watchesEvents() {
        return core.isDebug();
    }

    /// The dispatch of an event begins. Code that no [#beginMeasure] precedes may block the loop too: a factory,
    /// `connectionMade`, what depends on a future.
    ///
    /// @param owner what the event comes to
    void eventBegins(Object owner) {
        watch.eventBegins(System.nanoTime(), owner);
    }

    void eventEnds() {
        watch.eventEnds();
    }

    /// Something begins that counts as one callback, in debug mode or for a flight recording.
    long beginMeasure(Object culprit) {
        return beginMeasure(culprit, false);
    }

    private long beginMeasure(Object culprit, boolean isStep) {
        Recorder recorder = Recorder.get();
        boolean debug = core.isDebug();
        if (!debug && !recorder.measuresCallbacks()) {
            return NOT_MEASURED;
        }
        long now = System.nanoTime();
        if (debug && isStep) {
            watch.stepBegins(now, culprit);
        } else if (debug) {
            watch.begins(now, culprit);
        }
        measurement = recorder.beginCallback(measurement);
        return now;
    }

    void endMeasure(long begin, Object culprit) {
        if (begin != NOT_MEASURED) {
            long nanos = ends(begin);
            if (core.isDebug() && isSlow(nanos)) {
                logSlow(culprit, nanos);
            }
            Object measured = takeMeasurement();
            if (measured != null && Recorder.get().ends(measured)) {
                record(measured, culprit, false);
            }
        }
    }

    private long ends(long begin) {
        long now = System.nanoTime();
        watch.ends(begin, now);
        return now - begin;
    }

    /// While a callback waits, steps of tasks are measured inside of its measurement.
    private @Nullable Object takeMeasurement() {
        Object ended = measurement;
        measurement = ended == null ? null : Recorder.get().outer(ended);
        return ended;
    }

    private static void record(Object measured, Object culprit, boolean step) {
        Recorder.get().slowCallback(measured, ExceptionReporter.describe(culprit), step);
    }

    private boolean isSlow(long nanos) {
        return Duration.ofNanos(nanos).compareTo(slow) >= 0;
    }

    private static void logSlow(Object culprit, long nanos) {
        String seconds = String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
        Log.warn("{0} took {1} seconds", ExceptionReporter.describe(culprit), seconds);
    }

    public Duration slowCallbackDuration() {
        return slow;
    }

    public void setSlowCallbackDuration(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the duration is negative: " + duration);
        }
        slow = duration;
    }
}
