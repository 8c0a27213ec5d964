package io.juvloop.streams;

import java.io.EOFException;
import java.util.OptionalInt;

/// The stream ended before all that was wanted had come; what had come is in here and no longer in the reader.
///
/// Any thread. See
/// [IncompleteReadError](https://docs.python.org/3.13/library/asyncio-exceptions.html#asyncio.IncompleteReadError).
public final class IncompleteReadException extends EOFException {
    private static final long serialVersionUID = 1;
    private static final int UNKNOWN = -1;

    private final byte[] partial;
    private final int expected;

    IncompleteReadException(byte[] partial) {
        super("the stream ended after " + partial.length + " bytes, before a separator");
        this.partial = partial;
        this.expected = UNKNOWN;
    }

    IncompleteReadException(byte[] partial, long expected) {
        super("the stream ended after " + partial.length + " of " + expected + " bytes");
        this.partial = partial;
        this.expected = (int) Math.min(expected, Integer.MAX_VALUE);
    }

    /// What had come. asyncio's `partial`.
    ///
    /// @return a copy
    public byte[] partial() {
        return partial.clone();
    }

    /// How many bytes were wanted. asyncio's `expected`.
    ///
    /// @return the number; empty if a separator was wanted
    public OptionalInt expected() {
        return expected == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(expected);
    }

    byte[] partialItself() {
        return partial;
    }
}
