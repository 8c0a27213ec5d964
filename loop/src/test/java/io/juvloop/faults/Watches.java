package io.juvloop.faults;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileEvents;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.testing.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Changes of files that are watched: the listener hears of each once, or not of the one in whose call the error came.
/// The error is reported once, and the watch goes on.
public final class Watches implements Runnable {
    /// What takes a change.
    static final List<String> CALLERS = List.of(
            "io/juvloop/bindings/Dispatch",
            "io/juvloop/bindings/UvFsEvent",
            "io/juvloop/bindings/UvFsPoll",
            "io/juvloop/bindings/FileNames",
            "io/juvloop/internal/fs/FileErrors",
            "io/juvloop/internal/fs/FileStats",
            "io/juvloop/internal/watch/");

    private static final List<String> BEGIN = List.of("io/juvloop/internal/watch/");

    /// An operation on files.
    interface Change {
        void make() throws IOException;
    }

    private final EventLoop loop = EventLoop.create();
    private final Path folder = TestedConnections.freshFolder();
    private final List<FileEvent> seen = new ArrayList<>();
    private final WatchListener listener = (watch, event) -> seen.add(event);
    private int made;
    private int reports;

    /// For the loader.
    public Watches() {}

    @Override
    public void run() {
        loop.setExceptionHandler((of, context) -> reports++);
        loop.runUntilComplete(loop.createTask(() -> true)); // callbacks run as they do beside tasks
        oneFolder();
        tree();
        inTasks();
        begins();
        new PolledFile(loop, folder).run();
        loop.close();
        deleteAll();
    }

    private void oneFolder() {
        try (FileWatch _ = watch(WatchOptions.DEFAULT)) {
            EachStep.runAll("a new file", step -> {
                Path file = fresh();
                return oneChange(step, () -> Files.createFile(file), Kind.RENAME, file);
            });
            EachStep.runAll("a change of two kinds", this::twoKinds);
            EachStep.runAll("the call of a listener", this::listenerCall);
        }
        Path file = fresh();
        run(() -> Files.createFile(file));
        try (FileWatch _ = watch(file, WatchOptions.DEFAULT)) {
            EachStep.runAll(
                    "a changed file",
                    step -> oneChange(
                            step, () -> Files.write(file, new byte[1], StandardOpenOption.APPEND), Kind.CHANGE, file));
        }
        awaitWatches(0);
    }

    /// A change is heard of once, and so is the next.
    private int oneChange(int step, Change change, Kind kind, Path file) {
        int steps = armed(step, change, () -> count(kind, file) > 0);
        requireOne(kind, file);
        seen.clear();
        if (kind == Kind.CHANGE) {
            run(change);
            Await.until(loop, "the next change", () -> count(kind, file) == 1);
            seen.clear();
        } else {
            requireAlive();
        }
        return steps;
    }

    private int twoKinds(int step) {
        Path below = fresh();
        run(() -> Files.createDirectory(below));
        Await.until(loop, "the folder", () -> count(Kind.RENAME, below) == 1);
        seen.clear();
        int steps = armed(
                step,
                () -> Files.setPosixFilePermissions(below, EnumSet.of(PosixFilePermission.OWNER_READ)),
                () -> count(Kind.RENAME, below) > 0 && count(Kind.CHANGE, below) > 0);
        requireOne(Kind.RENAME, below);
        requireOne(Kind.CHANGE, below);
        requireAlive();
        return steps;
    }

    /// The change in whose call the error came may be lost, and no other.
    private int listenerCall(int step) {
        Path file = fresh();
        reports = 0;
        Faults.armLastCalls(step);
        run(() -> Files.createFile(file));
        Await.until(loop, "the change", () -> Faults.hasThrown() || count(Kind.RENAME, file) == 1);
        turns();
        int steps = disarm(step);
        requireAlive();
        return steps;
    }

    /// A new folder is watched, and listed.
    private void tree() {
        try (FileWatch _ = watch(WatchOptions.DEFAULT.withRecursive(true))) {
            EachStep.runAll("a new folder", step -> {
                awaitWatches(1 + folders());
                Path below = fresh();
                int before = folders();
                int steps = armed(
                        step,
                        () -> Files.createDirectory(below),
                        () -> count(Kind.RENAME, below) > 0 && isIdle() && watches() == before + 2);
                Path inside = below.resolve("file");
                run(() -> Files.createFile(inside));
                Await.until(loop, "what is in it", () -> count(Kind.RENAME, inside) == 1);
                seen.clear();
                return steps;
            });
            EachStep.runAll("a folder that goes", step -> {
                Path below = fresh();
                run(() -> Files.createDirectory(below));
                Await.until(loop, "the folder", () -> count(Kind.RENAME, below) == 1 && isIdle());
                awaitWatches(1 + folders());
                seen.clear();
                int before = folders();
                int steps = armed(
                        step, () -> Files.delete(below), () -> count(Kind.RENAME, below) > 0 && watches() == before);
                requireOne(Kind.RENAME, below);
                seen.clear();
                return steps;
            });
        }
        awaitWatches(0);
    }

    private void inTasks() {
        try (FileEvents events = events()) {
            EachStep.runAll("an event for a task", step -> {
                Path file = fresh();
                Task<FileEvent> taking = loop.createTask(() -> events.next());
                turns();
                int steps = armed(step, () -> Files.createFile(file), taking::isDone);
                require(taking.result().name(), file);
                Task<FileEvent> next = loop.createTask(() -> events.next()); // of an equal event
                run(() -> Files.delete(file));
                Await.until(loop, "the next event", next::isDone);
                require(next.result().name(), file);
                return steps;
            });
        }
        awaitWatches(0);
    }

    private static void require(Object actual, Path file) {
        if (!Objects.equals(actual, file.getFileName())) {
            throw new AssertionError("there came " + actual + " instead of " + file);
        }
    }

    private FileEvents events() {
        try {
            return loop.files().watch(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void begins() {
        Path two = folder.resolve("two");
        run(() -> Files.createDirectories(two.resolve("below")));
        EachStep.runAll("the begin of a watch", step -> begin(step, two, WatchOptions.DEFAULT));
        EachStep.runAll(
                "the begin of a watch of a tree", step -> begin(step, two, WatchOptions.DEFAULT.withRecursive(true)));
    }

    /// A watch is there, or nothing is.
    private int begin(int step, Path watched, WatchOptions options) {
        Set<FileWatch> begun = new HashSet<>();
        Faults.armCallsOf(step, BEGIN);
        TestedConnection.tolerating(() -> begun.add(watch(watched, options)));
        int steps = Faults.disarm();
        turns();
        if (begun.isEmpty()) {
            awaitWatches(0);
        }
        begun.forEach(FileWatch::close);
        awaitWatches(0);
        return steps;
    }

    private void deleteAll() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // --- What each does

    private FileWatch watch(WatchOptions options) {
        return watch(folder, options);
    }

    private FileWatch watch(Path path, WatchOptions options) {
        try {
            return loop.files().watch(path, options, listener);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path fresh() {
        made++;
        return folder.resolve("file" + made);
    }

    private static void run(Change change) {
        try {
            change.make();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Makes a change, with an error at one of the calls that follow from it.
    private int armed(int step, Change change, BooleanSupplier isThere) {
        reports = 0;
        Faults.armCallsOf(step, CALLERS);
        run(change);
        Await.until(loop, "the change", isThere);
        turns();
        return disarm(step);
    }

    private int disarm(int step) {
        boolean hasThrown = step > 0 && Faults.hasThrown();
        int steps = Faults.disarm();
        if (reports != (hasThrown ? 1 : 0)) {
            throw new AssertionError(reports + " reports");
        }
        reports = 0;
        return steps;
    }

    private void turns() {
        for (int i = 0; i < 3; i++) {
            boolean[] ran = new boolean[1];
            loop.callSoon(() -> ran[0] = true);
            Await.until(loop, "a turn", () -> ran[0]);
        }
    }

    private long count(Kind kind, Path file) {
        return seen.stream()
                .filter(event -> event.kind() == kind)
                .filter(event -> event.name() != null && file.endsWith(event.name()))
                .count();
    }

    private void requireOne(Kind kind, Path file) {
        if (count(kind, file) != 1) {
            throw new AssertionError("there came " + seen + " for one " + kind + " of " + file);
        }
    }

    /// The next change comes, once.
    private void requireAlive() {
        seen.clear();
        Path next = fresh();
        run(() -> Files.createFile(next));
        Await.until(loop, "the next change", () -> count(Kind.RENAME, next) > 0);
        requireOne(Kind.RENAME, next);
        seen.clear();
    }

    private int folders() {
        return Objects.requireNonNull(folder.toFile().listFiles(File::isDirectory)).length;
    }

    private long watches() {
        return Objects.requireNonNull(loop.stats().handles().get("FS_EVENT")).live();
    }

    private void awaitWatches(long count) {
        Await.until(loop, count + " watches", () -> watches() == count);
    }

    private boolean isIdle() {
        return Objects.requireNonNull(loop.stats().requests().get("FS")).live() == 0;
    }
}
