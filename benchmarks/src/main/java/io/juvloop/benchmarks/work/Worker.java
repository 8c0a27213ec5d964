package io.juvloop.benchmarks.work;

import io.juvloop.EventLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The `worker` command: a process that does a workload for a while on command, so that several of them can take
/// turns on one core.
///
/// It prints `ready`, then reads one command a line: the answer to `run WORKLOAD SECONDS` is
/// `done OPERATIONS NANOS`, the answer to `hold PLACE COUNT` and `release` is `done`, and a failure is answered
/// by `failed REASON`. `peers/tasks.py` understands the same commands.
public final class Worker {
    private final Side side;

    private Worker(Side side) {
        this.side = side;
    }

    /// Executes commands until the input ends.
    public static void run(String name) throws IOException {
        Worker worker = new Worker(side(name));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(worker.answer(line.split(" ", -1)));
        }
    }

    private static Side side(String name) {
        return switch (name) {
            case "tasks" -> new TaskSide(EventLoop.create());
            case "virtual-threads" -> new ThreadSide();
            case "files" -> new FileTaskSide(EventLoop.create());
            case "async-channel" -> new AsyncChannelSide();
            case "channel" -> new ChannelSide();
            default -> throw new IllegalArgumentException("no worker of this jar is called " + name);
        };
    }

    private String answer(String[] command) {
        try {
            return switch (command[0]) {
                case "run" -> measured(command[1], Double.parseDouble(command[2]));
                case "hold" -> {
                    side.hold(command[1], Integer.parseInt(command[2]));
                    yield "done";
                }
                case "release" -> {
                    side.release();
                    yield "done";
                }
                default -> "failed there is no command " + command[0];
            };
        } catch (Exception e) {
            return "failed " + e;
        }
    }

    private String measured(String name, double seconds) throws Exception {
        Workload workload = side.workloads().get(name);
        if (workload == null) {
            return "failed it has nothing like " + name;
        }
        Tally tally = workload.run(Duration.ofNanos(Math.round(seconds * 1e9)));
        return "done " + tally.operations() + " " + tally.nanos() + " " + tally.cpuNanos();
    }
}
