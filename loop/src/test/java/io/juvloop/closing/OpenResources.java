package io.juvloop.closing;

import io.juvloop.Action;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.files.AsyncFile;
import io.juvloop.testing.Turns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A loop with one open resource of every kind, and the checks after its close.
///
/// On the thread that may run the loop, while it does not run.
final class OpenResources {
    private final EventLoop loop;
    private final Path directory;
    private final List<CompletableFuture<?>> inFlight = new ArrayList<>();
    private final List<Task<?>> waiting = new ArrayList<>();
    private final List<Long> children = new ArrayList<>();
    private final List<AutoCloseable> foreign = new ArrayList<>();

    private @Nullable AsyncFile file;

    OpenResources(EventLoop loop, Path directory) {
        this.loop = loop;
        this.directory = directory;
    }

    /// Opens every kind that this platform has.
    void open() throws Exception {
        for (ResourceKind thing : ResourceKind.values()) {
            if (thing.isHere()) {
                thing.open(this);
            }
        }
        Turns.many(loop, 2);
        for (ResourceKind thing : ResourceKind.values()) {
            if (thing.isHere()) {
                thing.begin(this);
            }
        }
    }

    EventLoop loop() {
        return loop;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /// Records the file that is read while the loop closes.
    void file(AsyncFile opened) {
        file = opened;
    }

    AsyncFile file() {
        return Objects.requireNonNull(file, "no file was opened");
    }

    /// Records a future that must complete.
    void inFlight(CompletableFuture<?> future) {
        inFlight.add(future);
    }

    /// Starts a task that waits indefinitely.
    void waits(String name, Action body) {
        waiting.add(loop.createTask(body.asCallable(), TaskOptions.DEFAULT.withName(name)));
    }

    void child(long pid) {
        children.add(pid);
    }

    /// Records a resource that the loop has only borrowed.
    <C extends AutoCloseable> C borrowed(C channel) {
        foreign.add(channel);
        return channel;
    }

    List<CompletableFuture<?>> inFlight() {
        return inFlight;
    }

    List<Task<?>> waiting() {
        return waiting;
    }

    List<Long> children() {
        return children;
    }

    /// Closes the resources that the loop must not close.
    void giveBack() throws Exception {
        for (AutoCloseable channel : foreign) {
            channel.close();
        }
    }
}
