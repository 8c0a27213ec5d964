package io.juvloop.streams;

import java.io.EOFException;
import java.util.OptionalInt;

/// Thrown if the stream ends before a read is complete; the bytes received are in this exception and no longer
/// in the reader.
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

    /// Returns the bytes received. asyncio's `partial`.
    ///
    /// @return a copy
    public byte[] partial() {
        return partial.clone();
    }

    /// Returns the number of bytes expected. asyncio's `expected`.
    ///
    /// @return the number; empty if a separator was expected
    public OptionalInt expected() {
        return expected == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(expected);
    }

    byte[] partialItself() {
        return partial;
    }
}
