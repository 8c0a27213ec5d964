package io.juvloop.postgres.internal.row;

import io.juvloop.postgres.Row;
import io.juvloop.postgres.internal.wire.RowBlock;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// The rows of a result as a list that makes a row when it is asked for it, and keeps none.
///
/// Any thread. Immutable. It refers to the whole result; a row refers to its block only.
public final class RowList extends AbstractList<Row> implements RandomAccess {
    private final Columns columns;
    private final RowBlocks blocks;

    /// Makes a list.
    ///
    /// @param columns of all rows
    /// @param blocks complete
    public RowList(Columns columns, RowBlocks blocks) {
        this.columns = columns;
        this.blocks = blocks.complete();
    }

    @Override
    public ResultRow get(int index) {
        Objects.checkIndex(index, blocks.rows());
        int block = blocks.blockOf(index);
        return row(blocks.block(block), index - blocks.firstOf(block));
    }

    private ResultRow row(RowBlock block, int index) {
        return new ResultRow(columns, block.bytes(), block.body(index));
    }

    @Override
    public int size() {
        return blocks.rows();
    }

    @Override
    public Iterator<Row> iterator() {
        return new RowIterator();
    }

    /// Goes from block to block without searching.
    private final class RowIterator implements Iterator<Row> {
        private @Nullable RowBlock current = blocks.blocks() == 0 ? null : blocks.block(0);
        private int block;
        private int row;

        @Override
        public boolean hasNext() {
            return current != null;
        }

        @Override
        public Row next() {
            RowBlock from = current;
            if (from == null) {
                throw new NoSuchElementException();
            }
            Row next = row(from, row);
            if (++row == from.rows()) {
                row = 0;
                block++;
                current = block == blocks.blocks() ? null : blocks.block(block);
            }
            return next;
        }
    }
}
