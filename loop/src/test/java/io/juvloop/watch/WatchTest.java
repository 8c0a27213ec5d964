package io.juvloop.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.EventLoop;
import io.juvloop.UvException;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileWatch;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Listeners, and changes of the files that they watch.
@LoopTest
class WatchTest {
    @TempDir
    Path directory;

    private Path file() throws IOException {
        return Files.writeString(directory.resolve("file"), "first");
    }

    private static void append(Path file) throws IOException {
        Files.writeString(file, "more", StandardOpenOption.APPEND);
    }

    @Test
    void tellsOfWhatHappensInADirectory(EventLoop loop) throws IOException {
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch watch = loop.files().watch(directory, seen)) {
            assertThat(watch.path()).isEqualTo(directory);
            assertThat(watch.loop()).isSameAs(loop);
            Path made = Files.createFile(directory.resolve("a"));
            Await.until(loop, () -> seen.has(Kind.RENAME, "a"));
            append(made);
            Await.until(loop, () -> seen.has(Kind.CHANGE, "a"));
            Files.move(made, directory.resolve("b"));
            Await.until(loop, () -> seen.has(Kind.RENAME, "b"));
            seen.events().clear();
            Files.delete(directory.resolve("b"));
            Await.until(loop, () -> seen.has(Kind.RENAME, "b"));
        }
    }

    @Test
    void tellsOfChangesOfAFileUnderItsOwnName(EventLoop loop) throws IOException {
        RecordedChanges seen = new RecordedChanges();
        Path file = file();
        try (FileWatch _ = loop.files().watch(file, seen)) {
            append(file);
            Await.until(loop, () -> seen.has(Kind.CHANGE, "file"));
        }
    }

    @Test
    void namesThatAreNoTextAreTheFilesOwn(EventLoop loop) throws IOException {
        Path odd = Path.of(URI.create(directory.toUri() + (OS.current() == OS.LINUX ? "%FFodd%FE" : "odd")));
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = loop.files().watch(directory, seen)) {
            Files.createFile(odd);
            Await.until(loop, () -> !seen.events().isEmpty());
        }
        Path name = seen.events().getFirst().name();
        assertThat(name).isEqualTo(odd.getFileName());
        RecordedChanges ofFile = new RecordedChanges();
        try (FileWatch _ = loop.files().watch(odd, ofFile)) {
            append(directory.resolve(name));
            Await.until(loop, () -> !ofFile.events().isEmpty());
        }
        assertThat(ofFile.events().getFirst().name()).isEqualTo(odd.getFileName());
    }

    @Test
    void aMissingFileIsRefused(EventLoop loop) {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> loop.files().watch(missing, new RecordedChanges()))
                .matches(refused -> refused.getFile().equals(missing.toString()))
                .withCauseInstanceOf(UvException.class);
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> loop.files().watch(missing));
    }

    @Test
    void pathsOfOtherFileSystemsAreRefused(EventLoop loop) throws IOException {
        URI zip = URI.create("jar:" + directory.resolve("x.zip").toUri());
        try (FileSystem other = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.files().watch(other.getPath("/"), new RecordedChanges()))
                    .withMessageContaining("default file system");
        }
    }

    @Test
    void afterItIsClosedNothingIsTold(EventLoop loop) throws IOException {
        RecordedChanges seen = new RecordedChanges();
        FileWatch watch = loop.files().watch(directory, seen);
        Files.createFile(directory.resolve("a"));
        watch.close();
        watch.close();
        assertThat(watch.isClosed()).isTrue();
        RecordedChanges later = new RecordedChanges();
        try (FileWatch _ = loop.files().watch(directory, later)) {
            Files.createFile(directory.resolve("b"));
            Await.until(loop, () -> !later.events().isEmpty());
        }
        assertThat(seen.events()).isEmpty();
    }

    @Test
    void aListenerMayCloseItsWatch(EventLoop loop) throws IOException {
        List<FileEvent> told = new ArrayList<>();
        FileWatch watch = loop.files().watch(directory, (itself, event) -> {
            told.add(event);
            itself.close();
        });
        Files.createFile(directory.resolve("a"));
        Files.createFile(directory.resolve("b"));
        Await.until(loop, watch::isClosed);
        Turns.many(loop, 3);
        assertThat(told).hasSize(1);
    }

    @Test
    void oneOfSeveralOnAPathMayCloseTheOthersAndWatchAgain(EventLoop loop) throws IOException {
        Path file = file();
        List<FileWatch> watches = new ArrayList<>();
        List<FileWatch> told = new ArrayList<>();
        RecordedChanges again = new RecordedChanges();
        for (int i = 0; i < 3; i++) {
            watches.add(loop.files().watch(file, (itself, event) -> {
                told.add(itself);
                watches.forEach(FileWatch::close);
                watches.clear();
                watches.add(watchUnchecked(loop, file, again));
            }));
        }
        append(file);
        Await.until(loop, () -> !told.isEmpty());
        append(file);
        Await.until(loop, () -> !again.events().isEmpty());
        assertThat(told).hasSize(1);
        watches.forEach(FileWatch::close);
    }

    private static FileWatch watchUnchecked(EventLoop loop, Path file, RecordedChanges seen) {
        try {
            return loop.files().watch(file, seen);
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void aFileThatIsMadeAgainIsWatchedByItsDirectoryOnly(EventLoop loop) throws IOException {
        Path file = file();
        RecordedChanges ofFile = new RecordedChanges();
        RecordedChanges ofDirectory = new RecordedChanges();
        try (FileWatch _ = loop.files().watch(file, ofFile);
                FileWatch _ = loop.files().watch(directory, ofDirectory)) {
            Files.delete(file);
            Await.until(loop, () -> ofFile.has(Kind.RENAME, "file"));
            Files.createFile(file);
            ofDirectory.events().clear();
            append(file);
            Await.until(loop, () -> ofDirectory.has(Kind.CHANGE, "file"));
            ofFile.events().clear();
            append(file);
            ofDirectory.events().clear();
            Await.until(loop, () -> ofDirectory.has(Kind.CHANGE, "file"));
            if (OS.current() == OS.LINUX) {
                assertThat(ofFile.events()).isEmpty();
            }
            try (FileWatch _ = loop.files().watch(file, ofFile)) {
                append(file);
                Await.until(loop, () -> ofFile.has(Kind.CHANGE, "file"));
            }
        }
    }

    @Test
    void aDirectoryThatIsDeletedIsToldOf(EventLoop loop) throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch _ = loop.files().watch(below, seen)) {
            Files.delete(below);
            Await.until(loop, () -> !seen.events().isEmpty());
        }
    }

    @Test
    void whatAListenerThrowsIsReportedAndTheWatchGoesOn(EventLoop loop, Reported reported) throws IOException {
        Path file = file();
        List<FileEvent> told = new ArrayList<>();
        try (FileWatch _ = loop.files().watch(file, (watch, event) -> {
            told.add(event);
            if (told.size() == 1) {
                throw new IllegalArgumentException("on purpose");
            }
        })) {
            append(file);
            Await.until(loop, () -> !told.isEmpty());
            int before = told.size();
            append(file);
            Await.until(loop, () -> told.size() > before);
        }
        assertThat(reported.only())
                .matches(context -> context.message().contains("the listener of the watch of " + file))
                .matches(context -> context.exception() instanceof IllegalArgumentException);
    }

    @Test
    void aFailureIsReportedUnlessTheListenerTakesIt(EventLoop loop, Reported reported) throws IOException {
        RecordedChanges seen = new RecordedChanges();
        try (FileWatch watch = loop.files().watch(directory, seen)) {
            seen.errorReceived(watch, new IOException("on purpose"));
        }
        assertThat(reported.only().message()).isEqualTo("watch of " + directory + " failed");
    }

    @Test
    void closingTheLoopWarnsOfTheWatch(EventLoop loop, Logged logged) throws IOException {
        FileWatch watch = loop.files().watch(directory, new RecordedChanges());
        loop.close();
        assertThat(logged.only().message()).isEqualTo("closing the loop with an unclosed watch of " + directory);
        assertThat(watch.isClosed()).isTrue();
        watch.close();
    }

    @Test
    void aHundredWatchesLeaveNothing(EventLoop loop) throws IOException {
        List<FileWatch> watches = new ArrayList<>();
        RecordedChanges seen = new RecordedChanges();
        for (int i = 0; i < 100; i++) {
            watches.add(loop.files().watch(Files.createDirectory(directory.resolve("d" + i)), seen));
        }
        for (int i = 0; i < 100; i++) {
            Files.createFile(directory.resolve("d" + i).resolve("f" + i));
        }
        Await.until(loop, () -> seen.has(Kind.RENAME, "f99") && seen.has(Kind.RENAME, "f0"));
        watches.forEach(FileWatch::close);
    }
}
