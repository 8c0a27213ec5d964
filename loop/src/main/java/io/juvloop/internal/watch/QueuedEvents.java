package io.juvloop.internal.watch;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileEvents;
import io.juvloop.files.FileOperations;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.sync.Queue;
import io.juvloop.sync.QueueShutDownException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Events queued for tasks: a queue of the package `sync`, and the set of its elements, so that no event is
/// queued twice.
///
/// Loop thread only. Lives until it is closed; events queued by then can still be taken.
final class QueuedEvents implements FileEvents, WatchListener {
    private static final FileEvent LOST = new FileEvent(Kind.OVERFLOW, null);

    private final Queue<FileEvent> queue = new Queue<>();
    private final Set<FileEvent> waiting = new HashSet<>();
    private final LoopCore core;
    private final int capacity;
    private final FileWatch watch;
    private @Nullable IOException failure;

    QueuedEvents(LoopCore core, FileOperations files, Path path, WatchOptions options) throws IOException {
        this.core = core;
        capacity = options.capacity();
        watch = UvFiles.begin(core, files, path, options.isRecursive(), this);
    }

    /// An error, such as an exhausted stack, loses no event.
    @Override
    public void changed(FileWatch itself, FileEvent event) {
        try {
            add(event);
        } catch (Throwable thrown) {
            add(event);
            throw thrown;
        }
    }

    private void add(FileEvent event) {
        if (waiting.contains(event)) {
            return;
        }
        FileEvent added = waiting.size() < capacity ? event : LOST;
        if (waiting.add(added)) {
            boolean isQueued = false;
            try {
                queue.putNoWait(added);
                isQueued = true;
            } finally {
                if (!isQueued) {
                    waiting.remove(added);
                }
            }
        }
    }

    @Override
    public void errorReceived(FileWatch itself, IOException reason) {
        failure = reason;
        try {
            queue.shutdown();
        } catch (Throwable thrown) {
            queue.shutdown();
            throw thrown;
        }
    }

    @Override
    public FileEvent next() throws IOException {
        try {
            FileEvent event = queue.get();
            try {
                waiting.remove(event);
            } catch (Throwable thrown) {
                forgetAgain(event, thrown);
            }
            return event;
        } catch (QueueShutDownException over) {
            throw ended(over);
        }
    }

    @Override
    public FileEvent next(Duration timeout) throws IOException, TimeoutException {
        try {
            FileEvent event = queue.get(timeout);
            try {
                waiting.remove(event);
            } catch (Throwable thrown) {
                forgetAgain(event, thrown);
            }
            return event;
        } catch (QueueShutDownException over) {
            throw ended(over);
        }
    }

    /// The event has been taken, and an equal one is to come again whatever happened.
    private void forgetAgain(FileEvent event, Throwable thrown) {
        waiting.remove(event);
        core.failed(thrown, () -> ExceptionContext.of("the taking of an event from the " + this + " failed", thrown));
    }

    /// Creates a new exception each time, because several tasks may receive it.
    private RuntimeException ended(QueueShutDownException over) throws IOException {
        if (failure != null) {
            throw new IOException(this + " failed", failure);
        }
        var closed = new ClosedWatchServiceException();
        closed.initCause(over);
        return closed;
    }

    @Override
    public EventLoop loop() {
        return watch.loop();
    }

    @Override
    public Path path() {
        return watch.path();
    }

    @Override
    public boolean isClosed() {
        return watch.isClosed();
    }

    @Override
    public void close() {
        watch.close();
        queue.shutdown();
    }

    @Override
    public String toString() {
        return watch.toString();
    }
}
