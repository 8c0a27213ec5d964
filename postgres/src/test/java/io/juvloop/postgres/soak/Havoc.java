package io.juvloop.postgres.soak;

import io.juvloop.Async;
import io.juvloop.Task;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.proxy.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Disturbs the workers: cancels their tasks, has the server cancel statements and end connections, and does with the
/// network what networks do.
///
/// Loop thread only, in a task. One run.
final class Havoc {
    private static final String OF_A_CONNECTION = "(pid) from (select pid from pg_stat_activity"
            + " where application_name = $1 and datname = current_database() order by random() limit 1) one";

    private final Soak soak;
    private final Random random;
    private final PgConnection observer;
    private final Proxy proxy;

    /// @param observer a connection that is not disturbed
    Havoc(Soak soak, Random random, PgConnection observer, Proxy proxy) {
        this.soak = soak;
        this.random = random;
        this.observer = observer;
        this.proxy = proxy;
    }

    void run() {
        while (!soak.isOver()) {
            Async.sleep(Duration.ofMillis(5 + random.nextInt(30)));
            disturb(random.nextInt(100));
        }
        proxy.delayAnswers(Duration.ZERO);
        proxy.cutAnswers(Integer.MAX_VALUE);
    }

    private void disturb(int what) {
        if (what < 50) {
            cancelTask();
        } else if (what < 65) {
            observer.execute("select pg_cancel_backend" + OF_A_CONNECTION, Soak.APPLICATION);
        } else if (what < 73) {
            observer.execute("select pg_terminate_backend" + OF_A_CONNECTION, Soak.APPLICATION);
        } else if (what < 75) {
            proxy.cut();
        } else if (what < 83) {
            proxy.delayAnswers(Duration.ofMillis(random.nextInt(5)));
        } else {
            proxy.cutAnswers(random.nextInt(3) == 0 ? 20 + random.nextInt(500) : Integer.MAX_VALUE);
        }
    }

    private void cancelTask() {
        List<Task<?>> running = soak.running();
        if (!running.isEmpty()) {
            boolean _ = running.get(random.nextInt(running.size())).cancel();
        }
    }
}
