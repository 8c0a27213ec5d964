package io.juvloop.postgres.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Rows that came together: a copy of their messages, headers included, and where each of them begins.
///
/// Any thread. Immutable; lives as long as a row of it is referred to.
public final class RowBlock {
    /// The type and the length in front of each body.
    public static final int HEADER = 1 + Integer.BYTES;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int @Nullable [] starts; // null for one row, which most results have

    private RowBlock(byte[] bytes, int @Nullable [] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /// Makes a block.
    ///
    /// @param bytes whole messages, whose lengths were checked
    /// @param rows how many they are
    /// @return the block
    static RowBlock of(byte[] bytes, int rows) {
        if (rows == 1) {
            return new RowBlock(bytes, null);
        }
        int[] starts = new int[rows];
        int at = 0;
        for (int row = 1; row < rows; row++) {
            at += 1 + (int) INT.get(bytes, at + 1);
            starts[row] = at;
        }
        return new RowBlock(bytes, starts);
    }

    /// The bytes of all rows.
    ///
    /// @return not a copy, never to be changed
    public byte[] bytes() {
        return bytes;
    }

    /// How many rows.
    ///
    /// @return at least 1
    public int rows() {
        return starts == null ? 1 : starts.length;
    }

    /// Where the body of a row begins.
    ///
    /// @param row its index
    /// @return the index in [#bytes] of its count of columns
    public int body(int row) {
        return (starts == null ? 0 : starts[row]) + HEADER;
    }

    /// How long the body of a row is.
    ///
    /// @param row its index
    /// @return bytes, from [#body] on
    public int length(int row) {
        return (int) INT.get(bytes, body(row) - Integer.BYTES) - Integer.BYTES;
    }
}
