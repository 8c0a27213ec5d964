package io.juvloop.internal.signal;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The signal handlers of one loop, at most one per signal.
///
/// Loop thread only. Ends with its loop, which closes all handles.
public final class SignalHandlers {
    private final LoopCore core;
    private final Map<Integer, SignalHandler> byNumber = new HashMap<>();

    /// Creates an empty set of handlers.
    ///
    /// @param core the core of their loop
    public SignalHandlers(LoopCore core) {
        this.core = core;
    }

    void add(int number, Runnable callback) {
        SignalHandler present = byNumber.get(number);
        if (present != null) {
            present.callback(callback);
            return;
        }
        try {
            byNumber.put(number, new SignalHandler(core, number, callback));
        } catch (UvFailure failure) {
            throw refusal(number, failure);
        }
    }

    /// An unknown signal is the caller's mistake; any other error is the system's.
    private static RuntimeException refusal(int number, UvFailure failure) {
        IOException cause = UvErrorMapping.toException(failure, SignalChoice.name(number));
        return failure.code() == UvErrors.EINVAL
                ? new IllegalArgumentException(SignalChoice.name(number) + " cannot be handled", cause)
                : new UncheckedIOException(cause);
    }

    boolean remove(int number) {
        SignalHandler removed = byNumber.remove(number);
        if (removed == null) {
            return false;
        }
        removed.end();
        return true;
    }
}
