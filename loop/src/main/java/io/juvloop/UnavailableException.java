package io.juvloop;

import java.util.Objects;

/// libuv cannot be used in this process; the message says what was tried, why each failed, and the remedy.
///
/// See [Juvloop#unavailabilityCause].
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Makes an exception.
    ///
    /// @param message what was tried, why each failed, and the remedy
    /// @param cause what failed first
    public UnavailableException(String message, Throwable cause) {
        super(
                Objects.requireNonNull(message, "the message is null"),
                Objects.requireNonNull(cause, "the cause is null"));
    }
}
