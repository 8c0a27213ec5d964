package io.juvloop.streams;

import java.io.IOException;
import java.net.SocketException;

/// How something that happened to a connection earlier is thrown by a call that may throw [IOException].
///
/// A reset is thrown as a new exception each time: with the stack of the call that met it, and because a body and
/// the closing of its resource may both meet it, which must not be one object that is to suppress itself.
///
/// Any thread. Stateless.
final class StoredFailure {
    private StoredFailure() {}

    /// What a read or write throws: the failure, as it is unless it is checked and no [IOException].
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

    /// What the end of a connection throws: always a new exception.
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
