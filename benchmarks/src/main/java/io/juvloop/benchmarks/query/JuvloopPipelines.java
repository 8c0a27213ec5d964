package io.juvloop.benchmarks.query;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Pipeline;
import java.util.ArrayList;
import java.util.List;

/// A pipeline of sixteen statements after the other on each connection, which the server answers in one piece.
///
/// Loop thread only.
final class JuvloopPipelines implements JuvloopWay {
    @Override
    public boolean does(QueryLine line) {
        return line == QueryLine.SELECT_16;
    }

    @Override
    public void run(EventLoop loop, JuvloopLine work, LoadSpan span) {
        List<Task<Void>> tasks = new ArrayList<>();
        for (PgConnection connection : work.connections()) {
            tasks.add(loop.createTask(() -> {
                while (!span.isOver()) {
                    doOnce(connection, work.line(), span);
                }
            }));
        }
        Async.await(Async.gather(tasks));
    }

    private static void doOnce(PgConnection connection, QueryLine line, LoadSpan span) {
        long begun = System.nanoTime();
        List<LoopFuture<Integer>> futures = new ArrayList<>(line.inFlight());
        try (Pipeline pipeline = connection.pipeline()) {
            for (int i = 0; i < line.inFlight(); i++) {
                futures.add(pipeline.fetchValueAsync(Integer.class, line.sql()));
            }
        }
        for (LoopFuture<Integer> future : futures) {
            span.count(begun, 1, future.join());
        }
    }
}
