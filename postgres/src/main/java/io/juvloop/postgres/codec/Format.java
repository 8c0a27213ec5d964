package io.juvloop.postgres.codec;

/// In which of its two forms a value crosses the wire; `format` of asyncpg's `set_type_codec`.
public enum Format {
    /// The type's output form, as in a literal, in UTF-8.
    TEXT(0),
    /// The type's send and receive form, in network byte order.
    BINARY(1);

    private final short code;

    Format(int code) {
        this.code = (short) code;
    }

    /// The number that stands for it in messages.
    ///
    /// @return 0 for text, 1 for binary
    public short code() {
        return code;
    }
}
