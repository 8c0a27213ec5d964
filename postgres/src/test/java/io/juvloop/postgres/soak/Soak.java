package io.juvloop.postgres.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Action;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.PoolStats;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.proxy.Proxy;
import io.juvloop.postgres.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// One run: workers on connections and pools, a disturber, and what must hold at the end.
///
/// Loop thread only, in a task.
final class Soak {
    static final String APPLICATION = "soak";

    /// What is not done by then never will be.
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /// How much longer a run may take until it has seen what it is for, on a machine that is busy.
    private static final Duration MORE = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final TestDatabase database;
    private final Random seeds;
    private final long end;
    private final long last;
    private final Ledger ledger = new Ledger();
    private final List<Task<?>> running = new ArrayList<>();
    private final List<LoopFuture<?>> futures = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private long actions;
    private long disturbed;

    Soak(EventLoop loop, TestDatabase database, long seed, Duration time) {
        this.loop = loop;
        this.database = database;
        this.seeds = new Random(seed);
        this.end = loop.time() + time.toNanos();
        this.last = end + MORE.toNanos();
    }

    EventLoop loop() {
        return loop;
    }

    Ledger ledger() {
        return ledger;
    }

    boolean isOver() {
        long now = loop.time();
        return !problems.isEmpty() || now >= last || (now >= end && hasSeenEnough());
    }

    private boolean hasSeenEnough() {
        return ledger.size() > 0 && disturbed > 0;
    }

    /// The actions that run now.
    List<Task<?>> running() {
        return running;
    }

    // --- The run

    void run() throws Exception {
        try (PgConnection observer = Postgres.connect(database.options());
                Proxy proxy = Proxy.start(loop, database.server().port())) {
            observer.execute("drop table if exists soak; create table soak (id bigint primary key)");
            PgOptions options = proxy.through(database.options())
                    .withServerSetting("application_name", APPLICATION)
                    .withStatements(StatementOptions.DEFAULT.withCacheSize(30));
            runWorkers(options, proxy, new Havoc(this, new Random(seeds.nextLong()), observer, proxy));
            problems.forEach(problem -> {
                throw new AssertionError("not caused by what disturbs: " + problem, problem);
            });
            until("the server has no connection any more", () -> countOfServer(observer) == 0);
            until("the proxy has no connection any more", () -> proxy.connections() == 0);
            until(
                    "no task is left but this: " + stacks(loop.allTasks()),
                    () -> loop.allTasks().size() == 1);
            assertThat(futures).as("futures of callers").allMatch(LoopFuture::isDone);
            assertThat(ledger.compare(observer.fetch(Long.class, "select id from soak")))
                    .isEmpty();
            assertThat(ledger.size()).as("numbers that were acknowledged").isPositive();
            assertThat(disturbed).as("disturbances, of %d actions", actions).isPositive();
        }
    }

    private void runWorkers(PgOptions options, Proxy proxy, Havoc havoc) throws Exception {
        PoolOptions four = PoolOptions.DEFAULT.withMaxSize(4).withAcquireTimeout(PATIENCE);
        try (PgPool pool = Postgres.createPool(options, four);
                PgPool shared = Postgres.createPool(options, four.withPipelining(5))) {
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                workers.add(new PoolWorker(this, random(), pool, true));
                workers.add(new PoolWorker(this, random(), shared, i == 0));
            }
            Plain common = new Plain(options);
            workers.add(new PlainWorker(this, random(), common, false));
            workers.add(new PlainWorker(this, random(), common, false));
            workers.add(new PlainWorker(this, random(), new Plain(options), true));
            List<Task<?>> tasks = new ArrayList<>();
            workers.forEach(worker -> tasks.add(loop.createTask(worker::run)));
            Task<?> disturber = loop.createTask(havoc::run);
            try {
                for (Task<?> task : tasks) {
                    await(task);
                }
                Async.await(disturber);
                workers.forEach(Worker::close);
                until("everything is given back", () -> isAtRest(pool) && isAtRest(shared));
            } catch (AssertionError stuck) {
                pool.terminate();
                shared.terminate();
                proxy.cut();
                throw stuck;
            }
        }
    }

    private Random random() {
        return new Random(seeds.nextLong());
    }

    private void await(Task<?> task) throws TimeoutException {
        while (!task.isDone()) {
            try (var _ = Async.timeout(PATIENCE.plusNanos(Math.max(0, (isOver() ? 0 : last) - loop.time())))) {
                Async.await(task);
            } catch (TimeoutException stuck) {
                throw new AssertionError("still running: " + stacks(running) + ", after " + actions + " actions");
            }
        }
    }

    private static String stacks(Collection<? extends Task<?>> tasks) {
        return tasks.stream().map(task -> task + " at " + task.stack()).collect(Collectors.joining("\n"));
    }

    private static boolean isAtRest(PgPool pool) {
        PoolStats stats = pool.stats();
        return stats.acquired() == 0
                && stats.shared() == 0
                && stats.waiting() == 0
                && stats.opening() == 0
                && stats.idle() == stats.size();
    }

    private static long countOfServer(PgConnection observer) {
        Long count = observer.fetchValue(
                Long.class,
                "select count(*) from pg_stat_activity where application_name = $1 and datname = current_database()",
                APPLICATION);
        return count == null ? -1 : count;
    }

    private static void until(String what, BooleanSupplier condition) {
        try (var _ = Async.timeout(PATIENCE)) {
            while (!condition.getAsBoolean()) {
                Async.sleep(Duration.ofMillis(5));
            }
        } catch (TimeoutException late) {
            throw new AssertionError("in vain waited until " + what, late);
        }
    }

    // --- For the workers

    /// Runs an action in a task of its own, so that it can be cancelled.
    void act(String name, Action action) {
        actions++;
        Task<?> task = loop.createTask(action);
        task.setName(name);
        running.add(task);
        expecting(() -> Async.await(task));
        running.remove(task);
    }

    /// Runs something that may fail by what disturbs, and by nothing else.
    void expecting(Action action) {
        try {
            action.run();
        } catch (Throwable failure) {
            if (Ledger.isExpected(failure)) {
                disturbed++;
            } else {
                problems.add(failure);
            }
        }
    }

    /// Notes a future, which must be done in the end.
    <T> LoopFuture<T> seen(LoopFuture<T> future) {
        futures.removeIf(LoopFuture::isDone);
        var _ = future.toCompletableFuture();
        futures.add(future);
        return future;
    }

    /// A connection that is opened again when it was lost.
    static final class Plain {
        private final PgOptions options;
        private LoopFuture<PgConnection> opening;

        private Plain(PgOptions options) {
            this.options = options;
            this.opening = Postgres.connectAsync(options);
        }

        /// The connection, which may be lost at any time.
        PgConnection get() {
            if (opening.isCompletedExceptionally()
                    || (opening.isDone() && opening.resultNow().isClosed())) {
                opening = Postgres.connectAsync(options);
            }
            return Async.await(opening);
        }

        void close() {
            if (!opening.cancel(false) && !opening.isCompletedExceptionally()) {
                opening.resultNow().close();
            }
        }
    }
}
