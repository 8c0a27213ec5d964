package io.juvloop.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.EventLoop;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileEvents;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchListener;
import io.juvloop.files.WatchOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A folder and its subfolders, including those created later.
@LoopTest
class TreeWatchTest {
    private static final WatchOptions RECURSIVE = WatchOptions.DEFAULT.withRecursive(true);

    @TempDir
    Path directory;

    private static FileWatch watch(EventLoop loop, Path path, WatchListener listener) throws IOException {
        return loop.files().watch(path, RECURSIVE, listener);
    }

    private static String path(String first, String... more) {
        return Path.of(first, more).toString();
    }

    private static void awaitTold(EventLoop loop, RecordedChanges seen, Kind kind, String first, String... more) {
        Await.until(loop, () -> seen.has(kind, path(first, more)));
    }

    /// Waits until all events that are due by now have been reported.
    private void settle(EventLoop loop, RecordedChanges seen, String mark) throws IOException {
        Files.createFile(directory.resolve(mark));
        awaitTold(loop, seen, Kind.RENAME, mark);
        Turns.many(loop, 3);
    }

    @Test
    void tellsOfWhatIsBelowFromTheStart(EventLoop loop) throws IOException {
        Path deep = Files.createDirectories(directory.resolve("a/b/c"));
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch watch = watch(loop, directory, seen)) {
            assertThat(watch.path()).isEqualTo(directory);
            Path file = Files.createFile(deep.resolve("file"));
            awaitTold(loop, seen, Kind.RENAME, "a", "b", "c", "file");
            Files.writeString(file, "content");
            awaitTold(loop, seen, Kind.CHANGE, "a", "b", "c", "file");
            Files.delete(file);
            Files.delete(deep);
            awaitTold(loop, seen, Kind.RENAME, "a", "b", "c");
        }
    }

    @Test
    void tellsOfFilesInFoldersThatAreMadeLater(EventLoop loop) throws IOException {
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen)) {
            Files.createDirectories(directory.resolve("a/b"));
            Files.writeString(directory.resolve("a/b/early"), "made before the loop has heard of the folder");
            awaitTold(loop, seen, Kind.RENAME, "a", "b", "early");
            Files.writeString(directory.resolve("a/b/late"), "content");
            awaitTold(loop, seen, Kind.CHANGE, "a", "b", "late");
        }
    }

    @Test
    void tellsOfWhatIsInAFolderThatIsMovedIn(EventLoop loop, @TempDir Path elsewhere) throws IOException {
        Path folder = Files.createDirectories(elsewhere.resolve("a/b"));
        Files.writeString(folder.resolve("file"), "content");
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen)) {
            Files.move(elsewhere.resolve("a"), directory.resolve("in"));
            awaitTold(loop, seen, Kind.RENAME, "in", "b", "file");
            Files.writeString(directory.resolve("in/b/file"), "other");
            awaitTold(loop, seen, Kind.CHANGE, "in", "b", "file");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsNothingOfAFolderThatWasMovedOut(EventLoop loop, @TempDir Path elsewhere) throws IOException {
        Files.createDirectories(directory.resolve("a/b"));
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen)) {
            Files.move(directory.resolve("a"), elsewhere.resolve("out"));
            awaitTold(loop, seen, Kind.RENAME, "a");
            Files.createFile(elsewhere.resolve("out/b/file"));
            settle(loop, seen, "mark");
            assertThat(seen.events()).noneMatch(event -> event.name().endsWith("file"));
        }
    }

    @Test
    void aFolderIsKnownByItsNewNameAndWhatTakesTheOldOneToo(EventLoop loop) throws IOException {
        Files.createDirectories(directory.resolve("a/b"));
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen)) {
            Files.move(directory.resolve("a"), directory.resolve("renamed"));
            Files.createDirectories(directory.resolve("a/b"));
            awaitTold(loop, seen, Kind.RENAME, "renamed");
            awaitTold(loop, seen, Kind.RENAME, "a", "b");
            Files.createFile(directory.resolve("renamed/b/one"));
            Files.createFile(directory.resolve("a/b/two"));
            awaitTold(loop, seen, Kind.RENAME, "renamed", "b", "one");
            awaitTold(loop, seen, Kind.RENAME, "a", "b", "two");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linksToFoldersAreNotFollowed(EventLoop loop, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(directory.resolve("before"), elsewhere);
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen)) {
            Files.createSymbolicLink(directory.resolve("after"), elsewhere);
            Files.createSymbolicLink(directory.resolve("around"), directory);
            awaitTold(loop, seen, Kind.RENAME, "around");
            Files.createFile(elsewhere.resolve("file"));
            settle(loop, seen, "mark");
            assertThat(seen.events()).noneMatch(event -> event.name().getNameCount() > 1);
        }
    }

    @Test
    void theTopmostFolderMayBeALinkOrAFile(EventLoop loop, @TempDir Path elsewhere) throws IOException {
        Path below = Files.createDirectory(elsewhere.resolve("below"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);
        RecordedChanges seen = new RecordedChanges();
        RecordedChanges ofFile = new RecordedChanges();
        Path file = Files.createFile(below.resolve("file"));
        try (FileWatch _ = watch(loop, link, seen);
                FileWatch _ = watch(loop, file, ofFile)) {
            Files.writeString(file, "content");
            awaitTold(loop, seen, Kind.CHANGE, "below", "file");
            awaitTold(loop, ofFile, Kind.CHANGE, "file");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatHappensToAFolderItselfIsToldOnceAndUnderItsName(EventLoop loop) throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        RecordedChanges seen = new RecordedChanges();
        RecordedChanges ofBelow = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen);
                FileWatch _ = loop.files().watch(below, ofBelow)) {
            Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwx------"));
            awaitTold(loop, seen, Kind.CHANGE, "below");
            awaitTold(loop, ofBelow, Kind.CHANGE, "below");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            awaitTold(loop, seen, Kind.CHANGE, directory.getFileName().toString());
            assertThat(seen.events()).doesNotHaveDuplicates();
            Files.delete(below);
            awaitTold(loop, seen, Kind.RENAME, "below");
            settle(loop, seen, "mark");
            assertThat(seen.events()).noneMatch(event -> event.name().getNameCount() > 1);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatAreNoTextAreTheFoldersOwn(EventLoop loop) throws IOException {
        Path odd = Path.of(URI.create(directory.toUri() + "%FFodd"));
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = watch(loop, directory, seen)) {
            Files.createDirectory(odd);
            Await.until(loop, () -> !seen.events().isEmpty());
            Files.createFile(odd.resolve("file"));
            Await.until(
                    loop,
                    () -> seen.events().stream()
                            .anyMatch(event -> directory.resolve(event.name()).equals(odd.resolve("file"))));
        }
    }

    @Test
    void aListenerMayCloseItWhileAFolderIsListed(EventLoop loop) throws IOException {
        List<FileEvent> told = new ArrayList<>();
        FileWatch watch = watch(loop, directory, (itself, event) -> {
            told.add(event);
            if (event.name().getNameCount() > 1) {
                itself.close();
            }
        });
        Files.createDirectory(directory.resolve("a"));
        for (int i = 0; i < 10; i++) {
            Files.createDirectory(directory.resolve("a/" + i));
        }
        Await.until(loop, watch::isClosed);
        Turns.many(loop, 3);
        assertThat(told).filteredOn(event -> event.name().getNameCount() > 1).hasSize(1);
    }

    @Test
    void closingTheLoopWarnsOnceForAllFolders(EventLoop loop, Logged logged) throws IOException {
        Files.createDirectories(directory.resolve("a/b/c"));
        FileWatch watch = watch(loop, directory, new RecordedChanges());
        Files.createDirectories(directory.resolve("d/e"));
        Turns.many(loop, 2);
        loop.close();
        assertThat(logged.only().message()).isEqualTo("closing the loop with an unclosed watch of " + directory);
        assertThat(watch.isClosed()).isTrue();
        watch.close();
    }

    @Test
    void aMissingFolderIsRefused(EventLoop loop) {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> watch(loop, missing, new RecordedChanges()))
                .matches(refused -> refused.getFile().equals(missing.toString()));
    }

    @TaskTest
    @Test
    void aTaskTakesEventsOfTheWholeTree(EventLoop loop) {
        InTask.run(loop, () -> {
            Path below = Files.createDirectory(directory.resolve("below"));
            try (FileEvents events = loop.files().watch(directory, RECURSIVE)) {
                Files.createFile(below.resolve("file"));
                assertThat(events.next()).isEqualTo(new FileEvent(Kind.RENAME, Path.of("below", "file")));
            }
        });
    }

    /// A listener that looks at each reported name knows the whole tree, however quickly it changes.
    @Test
    void whoeverLooksAtWhatIsToldKnowsTheTree(EventLoop loop) throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            Path top = Files.createDirectory(directory.resolve("tree" + seed));
            Random random = new Random(seed);
            Set<Path> known = new TreeSet<>();
            try (FileWatch _ = watch(loop, top, (itself, event) -> look(known, top, event))) {
                for (int step = 0; step < 300; step++) {
                    change(top, random);
                    if (random.nextInt(4) == 0) {
                        Turns.many(loop, random.nextInt(3));
                    }
                }
                Await.until(loop, () -> known.equals(tree(top)));
            }
        }
    }

    private static void look(Set<Path> known, Path top, FileEvent event) {
        if (event.kind() == Kind.RENAME) {
            known.removeIf(other -> other.startsWith(event.name()));
            if (Files.exists(top.resolve(event.name()))) {
                known.add(event.name());
            }
        }
    }

    private static Set<Path> tree(Path top) {
        try (Stream<Path> all = Files.walk(top)) {
            Set<Path> names = new TreeSet<>();
            all.filter(path -> !path.equals(top)).forEach(path -> names.add(top.relativize(path)));
            return names;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void change(Path top, Random random) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(top));
        tree(top).stream().map(top::resolve).filter(Files::isDirectory).forEach(folders::add);
        Path folder = folders.get(random.nextInt(folders.size()));
        Path target = folder.resolve("n" + random.nextInt(3));
        switch (random.nextInt(6)) {
            case 0 -> {
                Path below = target.resolve("n" + random.nextInt(3));
                if (!Files.isRegularFile(target) && !Files.isRegularFile(below)) {
                    Files.createDirectories(below);
                }
            }
            case 1, 2 -> {
                if (!Files.exists(target)) {
                    Files.writeString(target, "content");
                }
            }
            case 3 -> delete(target);
            default -> {
                Path source = folders.get(random.nextInt(folders.size()));
                if (!source.equals(top) && !target.startsWith(source) && !source.startsWith(target)) {
                    delete(target);
                    Files.move(source, target);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
