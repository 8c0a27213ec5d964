package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.Signal;
import io.juvloop.signal.Kill;
import io.juvloop.testing.Await;
import java.util.List;

/// Signals to the process: a handler hears of each although an error comes in between, and of the next.
public final class Signals implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/bindings/Dispatch", "io/juvloop/bindings/UvSignal", "io/juvloop/internal/signal/SignalHandler");

    private int heard;
    private int reports;

    /// For the loader.
    public Signals() {}

    @Override
    public void run() {
        try (EventLoop loop = EventLoop.create()) {
            loop.setExceptionHandler((of, context) -> reports++);
            loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
            loop.addSignalHandler(Signal.WINCH, () -> heard++);
            EachStep.runAll("a signal", step -> signal(step, loop));
            loop.removeSignalHandler(Signal.WINCH);
        }
    }

    private int signal(int step, EventLoop loop) {
        heard = 0;
        reports = 0;
        Faults.armCallsOf(step, CALLERS);
        Kill.thisProcess(Signal.WINCH);
        Await.until(loop, "the signal", () -> heard == 1 || isHandlersCall());
        boolean hasThrown = step > 0 && Faults.hasThrown();
        int steps = Faults.disarm();
        if (reports != (hasThrown ? 1 : 0)) {
            throw new AssertionError(reports + " reports");
        }
        heard = 0;
        Kill.thisProcess(Signal.WINCH);
        Await.until(loop, "the next signal", () -> heard == 1);
        return steps;
    }

    /// Nothing shows whether the handler had begun.
    private static boolean isHandlersCall() {
        return Faults.hasThrown() && Faults.place().contains("SignalHandler.run");
    }
}
