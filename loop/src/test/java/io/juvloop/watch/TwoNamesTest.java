package io.juvloop.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileWatch;
import io.juvloop.files.WatchOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Several watches of one file or folder, which share one watch of the kernel's: each receives the name that it
/// uses.
@LoopTest
@EnabledOnOs(OS.LINUX)
class TwoNamesTest {
    @TempDir
    private Path directory;

    private static void onlyHears(RecordedChanges seen, String name) {
        assertThat(seen.events())
                .isNotEmpty()
                .allMatch(
                        event -> Objects.requireNonNull(event.name()).toString().equals(name));
    }

    @Test
    @SuppressWarnings("try") // one is closed before the others
    void eachWatchOfAFileHearsItsOwnNameOfIt(EventLoop loop) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "first");
        Path hard = Files.createLink(directory.resolve("hard"), file);
        Path soft = Files.createSymbolicLink(directory.resolve("soft"), file);
        RecordedChanges first = new RecordedChanges();
        RecordedChanges second = new RecordedChanges();
        RecordedChanges third = new RecordedChanges();
        try (FileWatch one = loop.files().watch(file, first);
                FileWatch two = loop.files().watch(hard, second);
                FileWatch three = loop.files().watch(soft, third)) {
            Files.writeString(file, "more");
            Await.until(
                    loop, () -> !third.events().isEmpty() && !second.events().isEmpty());
            onlyHears(first, "file");
            onlyHears(second, "hard");
            onlyHears(third, "soft");
            one.close();
            second.events().clear();
            Files.writeString(file, "again");
            Await.until(loop, () -> second.has(Kind.CHANGE, "hard"));
            onlyHears(second, "hard");
            assertThat(two.isClosed() || three.isClosed()).isFalse();
        }
        Turns.many(loop, 3);
    }

    @Test
    void eachWatchOfAFolderHearsItsOwnNameOfItAndTheNamesInIt(EventLoop loop) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), folder);
        RecordedChanges plain = new RecordedChanges();
        RecordedChanges linked = new RecordedChanges();
        RecordedChanges tree = new RecordedChanges();
        try (FileWatch one = loop.files().watch(folder, plain);
                FileWatch two = loop.files().watch(link, linked);
                FileWatch three = loop.files().watch(folder, WatchOptions.DEFAULT.withRecursive(true), tree)) {
            Files.setLastModifiedTime(folder, FileTime.fromMillis(1000));
            Await.until(
                    loop,
                    () -> plain.has(Kind.CHANGE, "folder")
                            && linked.has(Kind.CHANGE, "link")
                            && tree.has(Kind.CHANGE, "folder"));
            onlyHears(plain, "folder");
            onlyHears(linked, "link");
            onlyHears(tree, "folder");
            Files.createFile(folder.resolve("folder"));
            Await.until(loop, () -> linked.has(Kind.RENAME, "folder"));
            assertThat(one.isClosed() || two.isClosed() || three.isClosed()).isFalse();
        }
        Turns.many(loop, 3);
    }
}
