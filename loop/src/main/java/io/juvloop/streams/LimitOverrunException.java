package io.juvloop.streams;

import java.io.IOException;

/// Thrown if there is no separator within the limit of the reader.
///
/// Any thread. See
/// [LimitOverrunError](https://docs.python.org/3.13/library/asyncio-exceptions.html#asyncio.LimitOverrunError).
public final class LimitOverrunException extends IOException {
    private static final long serialVersionUID = 1;

    private final long consumed;

    LimitOverrunException(String message, long consumed) {
        super(message);
        this.consumed = consumed;
    }

    /// Returns the number of bytes searched, which may be read before searching again. asyncio's `consumed`.
    ///
    /// @return the number of bytes
    public long consumed() {
        return consumed;
    }
}
