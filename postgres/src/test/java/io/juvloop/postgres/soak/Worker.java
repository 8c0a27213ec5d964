package io.juvloop.postgres.soak;

import io.juvloop.Action;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.Queries;
import java.util.Random;

/// Does one thing after the other until the run is over.
///
/// Loop thread only, in a task. One run.
abstract class Worker {
    private final Soak soak;
    private final Random random;
    private final Reads reads;
    private final Writes writes;

    Worker(Soak soak, Random random) {
        this.soak = soak;
        this.random = random;
        reads = new Reads(soak, random);
        writes = new Writes(soak, random);
    }

    final Soak soak() {
        return soak;
    }

    final Random random() {
        return random;
    }

    final void run() {
        while (!soak.isOver()) {
            step();
        }
    }

    /// Does one thing.
    abstract void step();

    /// Closes what it has used.
    void close() {}

    /// What any kind of queries can do.
    final void any(Queries queries) {
        switch (random.nextInt(17)) {
            case 0 -> act("value", () -> reads.value(queries));
            case 1 -> act("rows", () -> reads.rows(queries));
            case 2 -> act("slow", () -> reads.slow(queries));
            case 3 -> act("failing", () -> reads.failing(queries));
            case 4 -> act("burst", () -> reads.burst(queries));
            case 5 -> act("stream", () -> reads.stream(queries));
            case 6 -> act("copyFromQuery", () -> reads.copyFromQuery(queries));
            case 7 -> act("limited", () -> reads.limited(queries));
            case 8 -> act("insert", () -> writes.insert(queries));
            case 9 -> act("insertHurried", () -> writes.insertHurried(queries));
            case 10 -> act("returning", () -> writes.returning(queries));
            case 11 -> act("many", () -> writes.many(queries));
            case 12 -> act("slowMany", () -> writes.slowMany(queries));
            case 13 -> act("fetchMany", () -> writes.fetchMany(queries));
            case 14 -> act("insertRecords", () -> writes.insertRecords(queries));
            case 15 -> act("copyRecords", () -> writes.copyRecords(queries));
            default -> act("copyText", () -> writes.copyText(queries));
        }
    }

    /// What a connection can do that others use too.
    final void shared(PgConnection con) {
        switch (random.nextInt(9)) {
            case 0 -> act("copyOut", () -> reads.copyOut(con));
            case 1 -> act("statement", () -> reads.statement(con));
            case 2 -> act("listen", () -> reads.listen(con));
            case 3 -> act("wrongArgument", () -> reads.wrongArgument(con));
            case 4 -> act("copyIn", () -> writes.copyIn(con));
            case 5 -> act("abortedCopyIn", () -> writes.abortedCopyIn(con));
            case 6 -> act("brokenMany", () -> writes.brokenMany(con));
            case 7 -> act("pipeline", () -> writes.pipeline(con));
            default -> any(con);
        }
    }

    /// What a connection can do that the worker has for itself.
    final void own(PgConnection con) {
        switch (random.nextInt(8)) {
            case 0, 1 -> act("transaction", () -> writes.transaction(con));
            case 2 -> act("hurriedTransaction", () -> writes.hurriedTransaction(con));
            case 3 -> act("explain", () -> reads.explain(con));
            case 4 -> any(con);
            default -> shared(con);
        }
    }

    private void act(String name, Action action) {
        soak.act(name, action);
    }
}
