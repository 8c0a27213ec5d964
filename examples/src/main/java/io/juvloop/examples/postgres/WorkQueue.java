package io.juvloop.examples.postgres;

import io.juvloop.Async;
import io.juvloop.Juvloop;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.examples.Example;
import io.juvloop.examples.Options;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgPool;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A queue of work in a table: each worker takes the oldest job that no other has, by `for update skip locked`,
/// and sleeps until a notification says that there are more.
///
/// A job is deleted in the transaction in which it is done; so if a worker fails, another one gets it.
///
/// `make run ARGS="pg-queue --workers 4"`
public final class WorkQueue implements Example {
    private static final int WORKERS = 4;
    private static final int JOBS = 200;
    private static final int JOBS_AT_ONCE = 20;
    private static final Duration WORK = Duration.ofMillis(1);
    private static final String END = "end";

    private final String table = "juvloop_jobs_" + ProcessHandle.current().pid();

    @Override
    public String usage() {
        return "[--dsn URI] [--workers N] [--jobs N]";
    }

    @Override
    public String summary() {
        return "a queue of work in PostgreSQL: skip locked, and LISTEN";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("dsn", "workers", "jobs"));
        int workers = options.positive("workers", WORKERS);
        int jobs = options.positive("jobs", JOBS);
        try (Database database = Database.of(options)) {
            Juvloop.run(() -> queue(database.options(), workers, jobs));
        }
    }

    private void queue(PgOptions options, int workers, int jobs) {
        PoolOptions size = PoolOptions.DEFAULT.withMaxSize(workers + 1);
        try (PgPool pool = Postgres.createPool(options, size)) {
            pool.execute("create table " + table + " (id bigserial primary key, payload text not null)");
            try {
                List<Integer> done = work(pool, workers, jobs);
                int all = done.stream().mapToInt(each -> each).sum();
                System.out.println(all + " jobs done, by each worker " + done);
                System.out.println(pool.fetchValue("select count(*) from " + table) + " jobs left");
            } finally {
                pool.execute("drop table " + table);
            }
        }
    }

    private List<Integer> work(PgPool pool, int workers, int jobs) {
        List<Task<Integer>> tasks = new ArrayList<>();
        try (TaskGroup group = new TaskGroup()) {
            for (int i = 0; i < workers; i++) {
                PgConnection con = pool.acquire();
                Notifications news = con.listen(table); // before the first job, so that none is missed
                tasks.add(group.createTask(() -> work(con, news)));
            }
            var _ = group.createTask(() -> put(pool, jobs));
        }
        return tasks.stream().map(Task::result).toList();
    }

    /// The notifications of a transaction are sent when it commits.
    private void put(PgPool pool, int jobs) {
        for (int from = 0; from < jobs; from += JOBS_AT_ONCE) {
            List<List<String>> some = IntStream.range(from, Math.min(jobs, from + JOBS_AT_ONCE))
                    .mapToObj(job -> List.of("job " + job))
                    .toList();
            pool.insertRecords(table, List.of("payload"), some);
            pool.execute("select pg_notify($1, 'more')", table);
        }
        pool.execute("select pg_notify($1, $2)", table, END);
    }

    private int work(PgConnection con, Notifications news) {
        try (con;
                news) {
            int done = 0;
            boolean isEnd = false;
            while (true) {
                if (takeOne(con)) {
                    done++;
                } else if (isEnd) {
                    return done;
                } else {
                    isEnd = news.next().payload().equals(END);
                }
            }
        }
    }

    private boolean takeOne(PgConnection con) {
        try (Transaction tx = con.transaction()) {
            String job = tx.fetchValue(
                    String.class,
                    "delete from " + table + " where id = (select id from " + table
                            + " order by id limit 1 for update skip locked) returning payload");
            if (job == null) {
                return false;
            }
            Async.sleep(WORK); // whatever there is to do
            tx.commit();
            return true;
        }
    }
}
