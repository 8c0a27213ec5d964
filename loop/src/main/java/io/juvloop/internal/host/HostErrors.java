package io.juvloop.internal.host;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// Errors of questions to the system, which are rare enough not to be declared.
///
/// Any thread. Stateless.
public final class HostErrors {
    private HostErrors() {}

    /// Asks, and turns libuv's refusal into an exception of the JDK's.
    ///
    /// @throws IllegalArgumentException if an argument was refused
    /// @throws UncheckedIOException if anything else was
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (UvFailure failure) {
            throw mapped(failure);
        }
    }

    /// The same, without an answer.
    public static void tell(Runnable order) {
        try {
            order.run();
        } catch (UvFailure failure) {
            throw mapped(failure);
        }
    }

    private static RuntimeException mapped(UvFailure failure) {
        if (failure.code() == UvErrors.EINVAL) {
            return new IllegalArgumentException(failure.getMessage(), UvErrorMapping.toException(failure, null));
        }
        return new UncheckedIOException(UvErrorMapping.toException(failure, null));
    }
}
