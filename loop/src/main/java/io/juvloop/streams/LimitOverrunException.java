package io.juvloop.streams;

import java.io.IOException;

/// No separator came within the limit of the reader.
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

    /// How many bytes were looked at: so many may be read before looking again. asyncio's `consumed`.
    ///
    /// @return the number
    public long consumed() {
        return consumed;
    }
}
