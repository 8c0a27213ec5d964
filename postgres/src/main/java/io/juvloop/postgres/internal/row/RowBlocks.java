package io.juvloop.postgres.internal.row;

import io.juvloop.postgres.internal.wire.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of one result as they came: a block for each read, in general one, which then needs no list.
///
/// Loop thread only while it grows; then it is for any thread, as nothing changes any more.
public final class RowBlocks {
    private @Nullable RowBlock first;
    private @Nullable List<RowBlock> all; // once there are two
    private int @Nullable [] firsts; // the index of the first row of each block, if there are two
    private int rows;
    private long bytes;

    /// Makes an empty result.
    public RowBlocks() {}

    /// Appends rows, unless there would be more than a list can have.
    ///
    /// @param block the next ones
    /// @return whether they were appended
    public boolean add(RowBlock block) {
        if (block.rows() > Integer.MAX_VALUE - rows) {
            return false;
        }
        rows += block.rows();
        bytes += block.bytes().length;
        RowBlock before = first;
        if (before == null) {
            first = block;
            return true;
        }
        if (all == null) {
            all = new ArrayList<>();
            all.add(before);
        }
        all.add(block);
        return true;
    }

    /// Ends growing.
    ///
    /// @return this
    public RowBlocks complete() {
        List<RowBlock> several = all;
        if (several != null) {
            int[] indexes = new int[several.size()];
            for (int i = 1; i < indexes.length; i++) {
                indexes[i] = indexes[i - 1] + several.get(i - 1).rows();
            }
            firsts = indexes;
        }
        return this;
    }

    /// How many rows.
    ///
    /// @return the number so far
    public int rows() {
        return rows;
    }

    /// How many bytes.
    ///
    /// @return the sum of the rows so far
    public long bytes() {
        return bytes;
    }

    /// The number of blocks, once it is complete.
    ///
    /// @return the number
    int blocks() {
        if (all != null) {
            return all.size();
        }
        return first == null ? 0 : 1;
    }

    /// A block, once it is complete.
    ///
    /// @param index of the block
    RowBlock block(int index) {
        return all == null ? Objects.requireNonNull(first, "there is no row") : all.get(index);
    }

    /// The block that has a row, once it is complete.
    ///
    /// @param row an index that is there
    int blockOf(int row) {
        int[] indexes = firsts;
        if (indexes == null) {
            return 0;
        }
        int low = 0;
        int high = indexes.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (indexes[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The index of the first row of a block, once it is complete.
    ///
    /// @param block index of the block
    int firstOf(int block) {
        return firsts == null ? 0 : firsts[block];
    }
}
