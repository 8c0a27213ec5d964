package io.juvloop.internal.signal;

import io.juvloop.EventLoop;
import io.juvloop.Signal;
import io.juvloop.internal.core.Chapter;
import java.util.Objects;

/// Signal handling of the loop on libuv: checks the arguments and delegates.
///
/// Thread rule and lifetime: see [EventLoop].
public interface UvSignals extends EventLoop, Chapter {
    /// The signal handlers of the loop.
    ///
    /// @return the same each time
    SignalHandlers signals();

    @Override
    default void addSignalHandler(Signal signal, Runnable handler) {
        core().checkUsable();
        addSignalHandler(signal.number(), handler);
    }

    @Override
    default void addSignalHandler(int number, Runnable handler) {
        core().checkUsable();
        Objects.requireNonNull(handler, "the handler is null");
        SignalChoice.requireFree(number);
        signals().add(number, handler);
    }

    @Override
    default boolean removeSignalHandler(Signal signal) {
        core().checkUsable();
        return signal.isSupported() && removeSignalHandler(signal.number());
    }

    @Override
    default boolean removeSignalHandler(int number) {
        core().checkUsable();
        SignalChoice.requireExisting(number);
        return signals().remove(number);
    }
}
