package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.Task;
import io.juvloop.TaskGroup;
import io.juvloop.TaskMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Blocking code inside tasks: each worker waits for jobs in a Redis list, with a read of its own blocking
/// [java.net.Socket], as a JDBC driver would.
///
/// One loop runs all workers and the task that submits the jobs. In fast mode ([TaskMode#FAST], which `make run`
/// selects) a call that parks a virtual thread suspends the task, and the loop continues. In portable mode a
/// blocking read would block the loop, here without end, because no task could submit a job. There the same code
/// must run elsewhere, by [Async#toThread].
///
/// `make run ARGS="blocking --redis 127.0.0.1:6379"`
final class BlockingTasks implements Example {
    private static final Duration A_WHILE = Duration.ofMillis(300);

    @Override
    public String usage() {
        return "--redis HOST:PORT [--workers N]";
    }

    @Override
    public String summary() {
        return "a blocking client in many tasks of one loop";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("redis", "workers"));
        InetSocketAddress redis = options.address("redis");
        int workers = options.positive("workers", 100);
        Juvloop.run(() -> work(redis, workers));
    }

    private static void work(InetSocketAddress redis, int workers) throws IOException {
        if (EventLoop.running().taskMode() == TaskMode.PORTABLE) {
            System.out.println("portable mode: a blocking Socket would stop the loop, so it blocks other threads");
        }
        String jobs = "juvloop:jobs:" + ProcessHandle.current().pid();
        List<Task<String>> taken = new ArrayList<>();
        try (TaskGroup group = new TaskGroup()) {
            for (int i = 0; i < workers; i++) {
                taken.add(group.createTask(() -> blocking(() -> takeJob(redis, jobs))));
            }
            Async.sleep(A_WHILE); // a timer of the loop, on which they block
            System.out.println(workers + " workers wait in a blocking read");
            blocking(() -> putJobs(redis, jobs, workers));
        }
        long different = taken.stream().map(Task::result).distinct().count();
        System.out.println(different + " jobs done, all on one loop");
    }

    /// Runs blocking code where it suspends only the task.
    private static <T> T blocking(ScopedValue.CallableOp<T, IOException> code) throws IOException {
        boolean fast = EventLoop.running().taskMode() == TaskMode.FAST;
        return fast ? code.call() : Async.toThread(code);
    }

    private static String takeJob(InetSocketAddress redis, String jobs) throws IOException {
        try (RedisClient client = new RedisClient(redis.getHostString(), redis.getPort())) {
            return client.call("BLPOP", jobs, "0") instanceof List<?> pair ? String.valueOf(pair.get(1)) : "none";
        }
    }

    private static int putJobs(InetSocketAddress redis, String jobs, int count) throws IOException {
        try (RedisClient client = new RedisClient(redis.getHostString(), redis.getPort())) {
            for (int i = 0; i < count; i++) {
                client.call("RPUSH", jobs, "job " + i);
            }
            return count;
        }
    }
}
