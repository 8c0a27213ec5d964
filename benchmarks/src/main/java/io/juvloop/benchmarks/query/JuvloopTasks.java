package io.juvloop.benchmarks.query;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import java.util.ArrayList;
import java.util.List;

/// Tasks: each awaits one operation after the other. Several tasks share a connection where several operations are in
/// flight.
///
/// Loop thread only.
final class JuvloopTasks implements JuvloopWay {
    @Override
    public boolean does(QueryLine line) {
        return true;
    }

    @Override
    public void run(EventLoop loop, JuvloopLine work, LoadSpan span) {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < work.connections().size(); i++) {
            int connection = i;
            for (int j = 0; j < work.line().inFlight(); j++) {
                tasks.add(loop.createTask(() -> {
                    while (!span.isOver()) {
                        work.doOnce(connection, span);
                    }
                }));
            }
        }
        Async.await(Async.gather(tasks));
    }
}
