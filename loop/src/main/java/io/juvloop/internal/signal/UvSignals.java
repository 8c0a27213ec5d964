package io.juvloop.internal.signal;

import io.juvloop.LoopSignals;
import io.juvloop.Signal;
import io.juvloop.internal.LoopChapter;
import java.util.Objects;

/// The chapter of signals on libuv: checks what was asked, and hands it to who can do it.
///
/// Thread rule and lifetime: see [LoopSignals].
public interface UvSignals extends LoopSignals, LoopChapter {
    @Override
    default void addSignalHandler(Signal signal, Runnable handler) {
        loop().checkUsable();
        addSignalHandler(signal.number(), handler);
    }

    @Override
    default void addSignalHandler(int number, Runnable handler) {
        loop().checkUsable();
        Objects.requireNonNull(handler, "the handler is null");
        SignalChoice.requireFree(number);
        loop().signals().add(number, handler);
    }

    @Override
    default boolean removeSignalHandler(Signal signal) {
        loop().checkUsable();
        return signal.isSupported() && removeSignalHandler(signal.number());
    }

    @Override
    default boolean removeSignalHandler(int number) {
        loop().checkUsable();
        SignalChoice.requireExisting(number);
        return loop().signals().remove(number);
    }
}
