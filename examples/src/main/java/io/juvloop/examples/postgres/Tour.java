package io.juvloop.examples.postgres;

import io.juvloop.Async;
import io.juvloop.Juvloop;
import io.juvloop.LoopFuture;
import io.juvloop.examples.Example;
import io.juvloop.examples.Options;
import io.juvloop.postgres.Notification;
import io.juvloop.postgres.Notifications;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// What a connection can do: COPY into a table, queries one after the other and all at once, LISTEN and NOTIFY.
///
/// `make run ARGS=postgres`, or `ARGS="postgres --dsn postgresql://user@host/database"`
public final class Tour implements Example {
    private static final int ROWS = 100_000;
    private static final int QUERIES = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String QUERY = "select name from juvloop_tour where id = $1";

    /// A row of the table.
    ///
    /// @param id its number
    /// @param name made from it
    public record City(int id, String name) {
        static City number(int id) {
            return new City(id, "city " + id);
        }
    }

    @Override
    public String usage() {
        return "[--dsn URI] [--rows N]";
    }

    @Override
    public String summary() {
        return "PostgreSQL: COPY, queries with and without pipelining, LISTEN";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("dsn", "rows"));
        int rows = options.positive("rows", ROWS);
        try (Database database = Database.of(options)) {
            Juvloop.run(() -> show(database.options(), rows));
        }
    }

    private static void show(PgOptions options, int rows) {
        try (PgConnection con = Postgres.connect(options)) {
            System.out.println("connected to PostgreSQL " + con.serverVersion());
            con.execute("create temporary table juvloop_tour (id int primary key, name text not null)");
            copy(con, rows);
            int[] ids = IntStream.range(0, QUERIES).map(i -> i * 7 % rows).toArray();
            oneByOne(con, ids);
            together(con, ids);
            listen(con);
            con.execute("drop table juvloop_tour");
            System.out.println("the table is gone");
        }
    }

    private static void copy(PgConnection con, int rows) {
        List<City> cities = IntStream.range(0, rows).mapToObj(City::number).toList();
        long begin = System.nanoTime();
        long copied = con.copyRecordsToTable("juvloop_tour", List.of("id", "name"), cities);
        print("rows copied", copied, begin);
    }

    private static void oneByOne(PgConnection con, int[] ids) {
        long begin = System.nanoTime();
        for (int id : ids) {
            check(id, con.fetchValue(String.class, QUERY, id));
        }
        print("queries one after the other", ids.length, begin);
    }

    /// Starts all of them before it waits for the first answer.
    private static void together(PgConnection con, int[] ids) {
        long begin = System.nanoTime();
        List<LoopFuture<String>> answers = new ArrayList<>();
        for (int id : ids) {
            answers.add(con.fetchValueAsync(String.class, QUERY, id));
        }
        List<String> names = Async.await(Async.gather(answers));
        for (int i = 0; i < ids.length; i++) {
            check(ids[i], names.get(i));
        }
        print("queries by pipelining", ids.length, begin);
    }

    private static void check(int id, String name) {
        if (!City.number(id).name().equals(name)) {
            throw new IllegalStateException("city " + id + " is not " + name);
        }
    }

    private static void listen(PgConnection con) {
        try (Notifications heard = con.listen("juvloop_tour")) {
            con.execute("select pg_notify('juvloop_tour', $1)", "hello");
            Notification first = heard.next(PATIENCE);
            System.out.println("heard: " + (first == null ? "nothing" : first.payload()));
        }
    }

    private static void print(String what, long count, long begin) {
        long micros = Math.max(1, (System.nanoTime() - begin) / 1_000);
        System.out.printf("%d %s: %d a second%n", count, what, count * 1_000_000 / micros);
    }
}
