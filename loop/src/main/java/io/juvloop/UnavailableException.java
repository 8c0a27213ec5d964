package io.juvloop;

import java.util.Objects;

/// Thrown if libuv cannot be used in this process; the message lists the attempts, their failures, and the
/// remedy.
///
/// See [Juvloop#unavailabilityCause].
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Creates an exception.
    ///
    /// @param message the attempts, their failures, and the remedy
    /// @param cause the first failure
    public UnavailableException(String message, Throwable cause) {
        super(
                Objects.requireNonNull(message, "the message is null"),
                Objects.requireNonNull(cause, "the cause is null"));
    }
}
