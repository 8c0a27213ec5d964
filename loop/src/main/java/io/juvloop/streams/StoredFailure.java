package io.juvloop.streams;

import java.io.IOException;
import java.net.SocketException;

/// Converts an earlier failure of a connection to an exception for a call that may throw [IOException].
///
/// A reset becomes a new exception each time: with the stack of the call that meets it, and because a block and
/// the closing of its resource may both meet it, and an exception cannot suppress itself.
///
/// Any thread. Stateless.
final class StoredFailure {
    private StoredFailure() {}

    /// The exception of a read or write: the failure itself, unless it is checked and not an [IOException].
    static IOException toThrow(Throwable failure) {
        if (failure.getClass() == SocketException.class) {
            return again(failure);
        }
        if (failure instanceof IOException ordinary) {
            return ordinary;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return new IOException(failure);
    }

    /// The exception at the end of a connection: always a new one.
    static IOException toThrowAtEnd(Throwable failure) {
        if (failure.getClass() == SocketException.class) {
            return again(failure);
        }
        return new IOException("the connection was lost: " + failure.getMessage(), failure);
    }

    private static SocketException again(Throwable failure) {
        SocketException copy = new SocketException(failure.getMessage());
        copy.initCause(failure.getCause());
        return copy;
    }
}
