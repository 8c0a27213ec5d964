package io.juvloop.benchmarks.query;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.postgres.Row;
import java.util.List;
import java.util.function.Consumer;

/// Futures with callbacks: the next operation starts in the callback of the last.
///
/// Loop thread only.
final class JuvloopCallbacks implements JuvloopWay {
    @Override
    public boolean does(QueryLine line) {
        return true;
    }

    @Override
    public void run(EventLoop loop, JuvloopLine work, LoadSpan span) {
        Lanes lanes = new Lanes(span);
        for (int i = 0; i < work.connections().size(); i++) {
            for (int j = 0; j < work.line().inFlight(); j++) {
                lanes.add(operation(work, i));
            }
        }
        LoopFuture<Object> over = loop.createFuture();
        var _ = lanes.over().whenComplete((_, failure) -> {
            if (failure == null) {
                over.complete(span);
            } else {
                over.completeExceptionally(failure);
            }
        });
        Async.await(over);
    }

    private static Lanes.Operation operation(JuvloopLine work, int connection) {
        if (!work.reads()) {
            return new Starting<>(() -> work.write(connection), (lane, written) -> lane.done(written, 0));
        }
        return switch (work.line()) {
            case SELECT, SELECT_16 ->
                new Starting<>(() -> work.fetchValue(connection), (lane, value) -> lane.done(1, value));
            default ->
                new Starting<List<Row>>(
                        () -> work.fetch(connection), (lane, rows) -> lane.done(rows.size(), work.sum(rows)));
        };
    }

    /// Starts a future.
    @FunctionalInterface
    private interface Start<T> {
        LoopFuture<T> future();
    }

    /// Hands a result to the lane.
    @FunctionalInterface
    private interface Reading<T> {
        void read(Lanes.Lane lane, T result);
    }

    /// One for each lane: it is the callback of its futures itself, so an operation needs no other object.
    private static final class Starting<T> implements Lanes.Operation, Consumer<LoopFuture<T>> {
        private final Start<T> start;
        private final Reading<T> reading;
        private Lanes.Lane lane;

        Starting(Start<T> start, Reading<T> reading) {
            this.start = start;
            this.reading = reading;
        }

        @Override
        public void start(Lanes.Lane own) {
            lane = own;
            start.future().addDoneCallback(this);
        }

        @Override
        public void accept(LoopFuture<T> future) {
            if (future.isCompletedExceptionally()) {
                lane.failed(future.exceptionNow());
            } else {
                reading.read(lane, future.resultNow());
            }
        }
    }
}
