package io.juvloop.postgres.internal.type;

/// The values of a row where they are, for what decodes several of them.
///
/// Any thread.
public interface Fields {
    /// Where all of them are.
    ///
    /// @return the block, which must not be changed
    byte[] block();

    /// Where a value begins.
    ///
    /// @param column its index
    /// @return an index of the block; of no meaning for NULL
    int offset(int column);

    /// How long a value is.
    ///
    /// @param column its index
    /// @return bytes; -1 for NULL
    int length(int column);
}
