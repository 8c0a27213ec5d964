package io.juvloop.benchmarks.query;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.postgres.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Tasks that read bytes by `getBuffer`, without a copy.
///
/// Loop thread only.
final class JuvloopBuffers implements JuvloopWay {
    @Override
    public boolean does(QueryLine line) {
        return line == QueryLine.BYTES || line == QueryLine.BIG;
    }

    @Override
    public void run(EventLoop loop, JuvloopLine work, LoadSpan span) {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < work.connections().size(); i++) {
            int connection = i;
            tasks.add(loop.createTask(() -> {
                while (!span.isOver()) {
                    long begun = System.nanoTime();
                    List<Row> rows = Async.await(work.fetch(connection));
                    span.count(begun, rows.size(), sum(rows));
                }
            }));
        }
        Async.await(Async.gather(tasks));
    }

    private static long sum(List<Row> rows) {
        long sum = 0;
        for (Row row : rows) {
            ByteBuffer buffer = row.getBuffer(0);
            sum += Sums.ofBytes(buffer.remaining(), buffer.get(buffer.position()), buffer.get(buffer.limit() - 1));
        }
        return sum;
    }
}
