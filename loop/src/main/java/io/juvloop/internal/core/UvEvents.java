package io.juvloop.internal.core;

import io.juvloop.bindings.Driver;
import io.juvloop.bindings.UvAsync;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvLoop;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Waits by libuv, and by the clock of the JVM.
///
/// Thread rule and lifetime: see [LoopEvents].
final class UvEvents implements LoopEvents {
    private final UvLoop uv;
    private final Driver driver;
    private final UvAsync wakeUp;
    private @Nullable CallbackRunner runner;
    private Runnable woken = () -> {};

    UvEvents() {
        try {
            uv = UvLoop.create(this::escaped);
        } catch (UvFailure failure) {
            throw new IllegalStateException(
                    "the event loop could not be made", UvErrorMapping.toException(failure, null));
        }
        driver = uv.driver();
        wakeUp = new UvAsync(uv, this::woken);
    }

    UvLoop uv() {
        return uv;
    }

    /// Sets the runner that reports exceptions which leave a callback.
    void escapedTo(CallbackRunner newRunner) {
        runner = newRunner;
    }

    private void escaped(Throwable thrown) {
        if (runner != null) {
            runner.escaped(thrown);
        }
    }

    private void woken() {
        woken.run();
    }

    @Override
    public long time() {
        return Timers.now();
    }

    @Override
    public void poll(long nanos) {
        driver.poll(nanos);
    }

    @Override
    public boolean hasEvents() {
        return driver.hasEvents();
    }

    @Override
    public void dispatchInPlace() {
        driver.dispatchInPlace();
    }

    @Override
    public void dispatch() {
        CallbackRunner watcher = runner;
        if (watcher == null || !watcher.watchesEvents()) {
            driver.dispatch();
        } else {
            dispatchWatched(watcher);
        }
    }

    private void dispatchWatched(CallbackRunner watcher) {
        boolean goesOn = true;
        while (goesOn) {
            Object owner = driver.nextOwner();
            if (owner != null) {
                watcher.eventBegins(owner);
            }
            try {
                goesOn = driver.dispatchNext();
            } finally {
                watcher.eventEnds();
            }
        }
    }

    @Override
    public void wakeUp() {
        wakeUp.send();
    }

    @Override
    public void onWakeUp(Runnable callback) {
        woken = callback;
    }

    @Override
    public void endWakeUps() {
        wakeUp.end();
    }

    @Override
    public boolean isAlive() {
        return withoutWakeUp(uv::isAlive);
    }

    @Override
    public boolean mayCauseEvents() {
        return withoutWakeUp(driver::isAlive);
    }

    /// The handle that wakes the loop is always open.
    private boolean withoutWakeUp(BooleanSupplier question) {
        wakeUp.unref();
        try {
            return question.getAsBoolean();
        } finally {
            wakeUp.ref();
        }
    }

    @Override
    public void requireStack() {
        Driver.requireStack();
    }
}
