package io.juvloop.streams;

import java.io.IOException;

/// How something that happened to a connection earlier is thrown by a call that may throw [IOException].
///
/// Any thread. Stateless.
final class StoredFailure {
    private StoredFailure() {}

    /// What to throw: itself, unless it is checked and no [IOException].
    static IOException toThrow(Throwable failure) {
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
}
