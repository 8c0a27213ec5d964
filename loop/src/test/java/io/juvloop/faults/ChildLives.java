package io.juvloop.faults;

import com.sun.jna.LastErrorException;
import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import io.juvloop.net.peer.Libc;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Two children: all that the loop does between the call that starts them and their last `connectionLost`. Each has
/// an outcome for its caller, its exit is reported once, its pipes end, and it is waited for.
public final class ChildLives implements Runnable {
    private static final List<String> CALLERS = List.of(
            "io/juvloop/bindings/Child",
            "io/juvloop/bindings/Dispatch",
            "io/juvloop/bindings/PidDescriptor",
            "io/juvloop/bindings/PosixProcess",
            "io/juvloop/bindings/PosixSpawn",
            "io/juvloop/bindings/ProcessOptions",
            "io/juvloop/bindings/InheritableDescriptors",
            "io/juvloop/bindings/SpawnActions",
            "io/juvloop/bindings/OpenedDescriptors",
            "io/juvloop/bindings/UvPipe",
            "io/juvloop/bindings/UvProcess",
            "io/juvloop/internal/core/Opening",
            "io/juvloop/internal/process/");
    private static final String SHELL = "/bin/sh";
    private static final int COUNT = 2;
    private static final int O_RDWR = 2;
    private static final int WNOHANG = 1;

    private final EventLoop loop = EventLoop.create();
    private final Path folder = TestedConnections.freshFolder();
    private final List<RecordingChild> children = new ArrayList<>();

    /// For the loader.
    public ChildLives() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> {}); // the error may be reported
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        SubprocessOptions own = SubprocessOptions.PIPES;
        SubprocessOptions byLibuv = own.withUser(user());
        ends("posix_spawn", own);
        ends("libuv", byLibuv);
        EachStep.run("no such program", this::missing);
        fifo(own);
        loop.close();
        TestedConnections.delete(folder);
    }

    private int user() {
        try {
            return (int) Files.getAttribute(folder, "unix:uid");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void ends(String by, SubprocessOptions options) {
        Consumer<RecordingChild> nothing = child -> {};
        EachStep.run("an exit, " + by, step -> scenario(step, options, 3, "exit 3", nothing));
        EachStep.run(
                "a kill, " + by,
                step -> scenario(
                        step,
                        options,
                        3,
                        "read word",
                        child -> child.transport().close()));
        SubprocessOptions together = options.withStdin(Redirect.DEVNULL).withStderr(Redirect.STDOUT);
        EachStep.run("an exit with one pipe, " + by, step -> scenario(step, together, 1, "exit 3", nothing));
        EachStep.runAll("the last calls, " + by, step -> lastCalls(step, options));
    }

    /// The FIFO is opened on other threads, which need not wait.
    private void fifo(SubprocessOptions options) {
        Path fifo = folder.resolve("fifo");
        try {
            int made = Reaped.exit(new ProcessBuilder("mkfifo", fifo.toString()).start());
            if (made != 0) {
                throw new AssertionError("no FIFO");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        int bothSides = Libc.INSTANCE.open(fifo.toString(), O_RDWR);
        SubprocessOptions slow = options.withStdin(Redirect.from(fifo)).withStdout(Redirect.to(fifo));
        EachStep.run("an exit with a FIFO", step -> scenario(step, slow, 1, "exit 3", child -> {}));
        Libc.INSTANCE.close(bothSides);
    }

    private int missing(int step) {
        return scenario(
                SubprocessOptions.PIPES,
                3,
                folder.resolve("none").toString(),
                child -> {},
                0,
                () -> Faults.armCallsOf(step, CALLERS));
    }

    /// Starts children, uses each once it has begun, and waits for their ends.
    private int scenario(
            int step, SubprocessOptions options, int pipes, String script, Consumer<RecordingChild> using) {
        return scenario(options, pipes, SHELL, using, 0, () -> Faults.armCallsOf(step, CALLERS), "-c", script);
    }

    /// A call of a protocol about an end cannot be made up for: it is missing then, and the others follow.
    private int lastCalls(int step, SubprocessOptions options) {
        return scenario(options, 3, SHELL, child -> {}, 1, () -> Faults.armLastCalls(step), "-c", "exit 3");
    }

    private int scenario(
            SubprocessOptions options,
            int pipes,
            String program,
            Consumer<RecordingChild> using,
            int missing,
            Runnable arming,
            String... arguments) {
        long descriptors = OpenDescriptors.withoutPath() + OpenDescriptors.under(folder);
        long handles = handles();
        long memory = loop.stats().nativeBytesInUse();
        List<CompletableFuture<SubprocessConnection<RecordingChild>>> started = new ArrayList<>();
        boolean[] begun = new boolean[1];
        loop.callSoon(() -> {
            arming.run();
            for (int i = 0; i < COUNT; i++) {
                TestedConnection.tolerating(
                        () -> started.add(loop.subprocessExec(this::child, options, program, arguments)));
            }
            begun[0] = true;
        });
        Await.until(loop, "the outcomes", () -> begun[0] && started.stream().allMatch(CompletableFuture::isDone));
        loop.callSoon(() -> live().forEach(child -> TestedConnection.tolerating(() -> using.accept(child))));
        Await.until(loop, "the ends", () -> Faults.hasThrown() || live().isEmpty());
        int steps = Faults.disarm();
        started.forEach(each -> each.exceptionally(failure -> null));
        if (missing == 0) {
            live().forEach(using); // what an error has kept from being used
            Await.until(loop, "the ends after an error", () -> live().isEmpty());
        }
        Await.until(loop, "the handles", () -> handles() == handles);
        check(pipes, missing);
        Await.until(
                loop,
                "the descriptors",
                () -> OpenDescriptors.withoutPath() + OpenDescriptors.under(folder) == descriptors);
        Await.until(loop, "the memory: " + memory, () -> loop.stats().nativeBytesInUse() <= memory);
        return steps;
    }

    /// The children whose protocols have not heard of their ends.
    private List<RecordingChild> live() {
        return children.stream().filter(child -> !child.isOver()).toList();
    }

    private void check(int pipes, int missing) {
        List<RecordingChild> ended = List.copyOf(children);
        children.clear();
        requireWaitedFor();
        if (ended.stream().filter(child -> !child.isOver()).count() > missing) {
            throw new AssertionError("two protocols were not notified");
        }
        ended.forEach(child -> child.check(pipes, missing));
    }

    private RecordingChild child() {
        children.add(new RecordingChild());
        return children.getLast();
    }

    private long handles() {
        return loop.stats().handles().values().stream()
                .mapToLong(LoopStats.Count::live)
                .sum();
    }

    /// Fails if this process has a child, running or not.
    private static void requireWaitedFor() {
        int[] status = new int[1];
        int pid;
        try {
            pid = Libc.INSTANCE.waitpid(-1, status, WNOHANG);
        } catch (LastErrorException none) {
            return;
        }
        throw new AssertionError(pid == 0 ? "a child still runs" : "nobody has waited for child " + pid);
    }
}
