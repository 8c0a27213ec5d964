package io.juvloop.internal.host;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// Converts errors of system queries, which are rare enough to be unchecked.
///
/// Any thread. Stateless.
public final class HostErrors {
    private HostErrors() {}

    /// Runs a query, and converts libuv's error to an exception of the JDK's.
    ///
    /// @throws IllegalArgumentException if an argument was invalid
    /// @throws UncheckedIOException for any other error
    public static <T> T get(Supplier<T> query) {
        try {
            return query.get();
        } catch (UvFailure failure) {
            throw mapped(failure);
        }
    }

    /// Runs an operation without a result, and converts its error in the same way.
    public static void run(Runnable operation) {
        try {
            operation.run();
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
