package io.juvloop.benchmarks.jmh;

import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.FrameReceiver;
import io.juvloop.postgres.internal.wire.Frames;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.RowBlock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The rows of the PostgreSQL driver as they come off the wire: a thousand of one int4, whole, in pieces of 107 bytes,
/// and cut at every byte. An operation is all of them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PostgresFramesBenchmark {
    private static final int ROWS = 1000;
    private static final int ROW = 15;
    private static final int LONGEST = 1 << 30;

    @Param({"15000", "107", "1"})
    private int piece;

    private final Rows rows = new Rows();
    private final Frames frames = new Frames(rows, LONGEST);
    private final List<ByteBuffer> pieces = new ArrayList<>();

    private static final class Rows implements FrameReceiver {
        private long received;

        @Override
        public void frameReceived(Frame frame) {
            throw new IllegalStateException("only rows were sent");
        }

        @Override
        public boolean wantsRows() {
            return true;
        }

        @Override
        public void rowsDropped(int count, int bytes) {
            throw new IllegalStateException("rows are wanted");
        }

        @Override
        public void rowsReceived(RowBlock block) {
            received += block.rows();
        }

        @Override
        public boolean isDropping() {
            return false;
        }
    }

    /// Cuts the rows.
    @Setup
    public void cut() {
        ByteBuffer all = ByteBuffer.allocate(ROWS * ROW);
        for (int i = 0; i < ROWS; i++) {
            all.put(MessageTypes.DATA_ROW).putInt(ROW - 1).putShort((short) 1);
            all.putInt(Integer.BYTES).putInt(i);
        }
        for (int at = 0; at < all.capacity(); at += piece) {
            int length = Math.min(piece, all.capacity() - at);
            pieces.add(ByteBuffer.allocateDirect(length).put(0, all, at, length));
        }
    }

    /// Takes all pieces.
    ///
    /// @return how many rows there have been
    @Benchmark
    public long take() {
        for (ByteBuffer bytes : pieces) {
            frames.take(bytes);
        }
        return rows.received;
    }
}
