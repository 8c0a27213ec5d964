package io.juvloop.bindings;

import org.jspecify.annotations.Nullable;

/// libuv cannot be used in this process; the message says what was tried, why each failed, and the remedy.
public final class LibraryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    LibraryUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
