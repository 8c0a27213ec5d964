package io.juvloop.postgres.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.postgres.ResultTooLarge;
import io.juvloop.postgres.internal.row.RowBlocks;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// How many rows a result can have.
class RowsOfAListTest {
    private static final int ROWS = 1 << 16;
    private static final int SIZE = RowBlock.HEADER + Short.BYTES;

    /// Rows without columns.
    private static RowBlock block() {
        ByteBuffer rows = ByteBuffer.allocate(ROWS * SIZE);
        while (rows.hasRemaining()) {
            rows.put(MessageTypes.DATA_ROW).putInt(Integer.BYTES + Short.BYTES).putShort((short) 0);
        }
        return RowBlock.of(rows.array(), ROWS);
    }

    @Test
    void moreRowsThanAListCanHaveAreNotTaken() {
        RowBlock block = block();
        RowBlocks result = new RowBlocks();
        int blocks = 0;
        while (result.add(block)) {
            blocks++;
        }
        assertThat(blocks).isEqualTo(Integer.MAX_VALUE / ROWS);
        assertThat(result.rows()).isEqualTo(blocks * ROWS);
        assertThat(result.add(block)).isFalse();
    }

    @Test
    void theFailureSaysWhatHelps() {
        assertThat(ResultTooLarge.ofRows())
                .hasMessageContaining("2147483647 rows")
                .hasMessageContaining("stream");
        assertThat(ResultTooLarge.ofRows().limit()).isEqualTo(Integer.MAX_VALUE);
    }
}
