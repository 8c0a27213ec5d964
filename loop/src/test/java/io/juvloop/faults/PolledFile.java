package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.files.FileStat;
import io.juvloop.files.FileWatch;
import io.juvloop.files.StatListener;
import io.juvloop.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The same of a file whose status is polled: it changes, goes, comes again, and cannot be looked at for a while.
final class PolledFile implements Runnable, StatListener {
    private final EventLoop loop;
    private final Path folder;
    private final Path link;
    private final Path file;
    private final List<String> heard = new ArrayList<>();
    private int reports;
    private long size;

    PolledFile(EventLoop loop, Path folder) {
        this.loop = loop;
        this.folder = folder;
        this.link = folder.resolve("link");
        this.file = link.resolve("polled");
    }

    @Override
    public void changed(FileWatch watch, @Nullable FileStat previous, @Nullable FileStat current) {
        heard.add((previous == null ? "none" : previous.size()) + " to " + (current == null ? "none" : current.size()));
    }

    @Override
    public void errorReceived(FileWatch watch, IOException failure) {
        heard.add("failed");
    }

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> reports++);
        try {
            Files.createSymbolicLink(link, folder);
            Files.createFile(file);
            try (FileWatch _ = loop.files().watchStat(file, Duration.ofMillis(1), this)) {
                Await.until(loop, "the first look", () -> append() && !heard.isEmpty());
                EachStep.run("a polled change", this::cycle);
            }
            Files.delete(file);
            Files.delete(link);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Await.until(
                loop,
                "no watch",
                () -> Objects.requireNonNull(loop.stats().handles().get("FS_POLL"))
                                .live()
                        == 0);
    }

    private boolean append() {
        try {
            Files.write(file, new byte[1], StandardOpenOption.APPEND);
            size++;
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int cycle(int step) {
        Await.until(
                loop,
                "the last change",
                () -> heard.isEmpty() || heard.getLast().endsWith(" to " + size));
        heard.clear();
        reports = 0;
        Faults.armCallsOf(step, Watches.CALLERS);
        try {
            append();
            await(size - 1 + " to " + size);
            Path aside = folder.resolve("aside");
            Files.move(file, aside);
            await(size + " to none");
            Files.move(aside, file);
            await("none to " + size);
            point(aside);
            await("failed");
            point(folder);
            await(size + " to " + size);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            heard.clear();
        }
        boolean hasThrown = step > 0 && Faults.hasThrown();
        int steps = Faults.disarm();
        if (reports != (hasThrown ? 1 : 0)) {
            throw new AssertionError(reports + " reports");
        }
        return steps;
    }

    /// Has the link point elsewhere, at once.
    private void point(Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.createFile(target);
        }
        Path other = folder.resolve("other");
        Files.createSymbolicLink(other, target);
        Files.move(other, link, StandardCopyOption.ATOMIC_MOVE);
        if (target.equals(folder)) {
            Files.deleteIfExists(folder.resolve("aside"));
        }
    }

    private void await(String expected) {
        Await.until(loop, expected, () -> !heard.isEmpty());
        if (!heard.equals(List.of(expected))) {
            throw new AssertionError("heard " + heard + " instead of " + expected);
        }
        heard.clear();
    }
}
