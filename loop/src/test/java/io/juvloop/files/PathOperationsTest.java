package io.juvloop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.bindings.LibUv;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK sees the results of path operations, and they see the JDK's.
@LoopTest
class PathOperationsTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsOpen(EventLoop loop) {
        if (!loop.isClosed()) {
            Await.until(loop, () -> Descriptors.in(directory) == 0);
        }
        assertThat(Descriptors.in(directory)).isZero();
    }

    @Test
    void stateIsWhatTheJdkSays(EventLoop loop) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "12345");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-03T04:05:06.123456789Z")));
        FileStat stat = loop.runUntilComplete(loop.files().stat(file));
        assertThat(stat.size()).isEqualTo(5);
        assertThat(stat.isFile()).isTrue();
        assertThat(stat.mtime()).isEqualTo(Instant.parse("2020-02-03T04:05:06.123456789Z"));
        assertThat(stat.atime()).isEqualTo(((FileTime) Files.getAttribute(file, "lastAccessTime")).toInstant());
        assertThat(stat.ctime()).isEqualTo(((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant());
        assertThat(stat.ino()).isEqualTo(Files.getAttribute(file, "unix:ino"));
        assertThat(stat.dev()).isEqualTo(Files.getAttribute(file, "unix:dev"));
        assertThat(stat.nlink()).isEqualTo(((Integer) Files.getAttribute(file, "unix:nlink")).longValue());
        assertThat(stat.uid()).isEqualTo(((Integer) Files.getAttribute(file, "unix:uid")).longValue());
        assertThat(stat.gid()).isEqualTo(((Integer) Files.getAttribute(file, "unix:gid")).longValue());
        assertThat(stat.permissions()).isEqualTo((int) Files.getAttribute(file, "unix:mode") & 07777);
        assertThat(stat.blksize()).isPositive();
        assertThat(stat.birthtime()).isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void kindsAreToldApart(EventLoop loop) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThat(loop.runUntilComplete(loop.files().stat(link)).isDirectory()).isTrue();
        assertThat(loop.runUntilComplete(loop.files().lstat(link)).isLink()).isTrue();
        FileStat device = loop.runUntilComplete(loop.files().stat(Path.of("/dev/null")));
        assertThat(device.kind()).isEqualTo(FileKind.CHARACTER_DEVICE);
        assertThat(device.rdev()).isEqualTo(Files.getAttribute(Path.of("/dev/null"), "unix:rdev"));
    }

    @Test
    void aFileSystemIsAsLargeAsTheJdkSays(EventLoop loop) throws IOException {
        FileSystemStat stat = loop.runUntilComplete(loop.files().statfs(directory));
        assertThat(stat.totalBytes()).isEqualTo(Files.getFileStore(directory).getTotalSpace());
        assertThat(stat.availableBytes()).isBetween(0L, stat.totalBytes());
        assertThat(stat.freeBlocks()).isBetween(stat.availableBlocks(), stat.blocks());
        assertThat(stat.freeFiles()).isLessThanOrEqualTo(stat.files());
    }

    @Test
    void filesGetOtherNamesAndLoseThem(EventLoop loop) throws IOException {
        Path first = Files.writeString(directory.resolve("first"), "text");
        Path second = directory.resolve("second");
        Path third = directory.resolve("third");
        loop.runUntilComplete(loop.files().rename(first, second));
        assertThat(first).doesNotExist();
        loop.runUntilComplete(loop.files().link(second, third));
        assertThat(Files.isSameFile(second, third)).isTrue();
        loop.runUntilComplete(loop.files().unlink(second));
        assertThat(second).doesNotExist();
        assertThat(third).hasContent("text");
    }

    @Test
    void filesAreCopiedWithTheirPermissions(EventLoop loop) throws IOException {
        Path source = Files.writeString(directory.resolve("source"), "text");
        loop.runUntilComplete(loop.files().chmod(source, 0640));
        Path target = Files.writeString(directory.resolve("target"), "longer than before");
        loop.runUntilComplete(loop.files().copyfile(source, target));
        assertThat(target).hasContent("text");
        Path clone = directory.resolve("clone");
        loop.runUntilComplete(loop.files().copyfile(source, clone, CopyOption.CLONE, CopyOption.EXCLUSIVE));
        assertThat(clone).hasContent("text");
        assertThat((int) Files.getAttribute(clone, "unix:mode") & 07777).isEqualTo(0640);
    }

    @Test
    void linksAreMadeReadAndFollowed(EventLoop loop) throws IOException {
        Path link = directory.resolve("link");
        Path file = Files.createFile(directory.resolve("file"));
        loop.runUntilComplete(loop.files().symlink(Path.of("file"), link));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("file"));
        assertThat(loop.runUntilComplete(loop.files().readlink(link))).isEqualTo(Path.of("file"));
        assertThat(loop.runUntilComplete(loop.files().realpath(link))).isEqualTo(file.toRealPath());
        Path inside =
                Files.createSymbolicLink(directory.resolve("here"), directory).resolve("./here/link");
        assertThat(loop.runUntilComplete(loop.files().realpath(inside))).isEqualTo(file.toRealPath());
    }

    @Test
    void permissionsOwnersAndTimesAreSet(EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        int uid = (int) Files.getAttribute(file, "unix:uid");
        int gid = (int) Files.getAttribute(file, "unix:gid");
        loop.runUntilComplete(loop.files().chmod(file, 0750));
        assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0750);
        loop.runUntilComplete(loop.files().chown(file, uid == 0 ? 1234 : -1, uid == 0 ? 4321 : gid));
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(uid == 0 ? 1234 : uid);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(uid == 0 ? 4321 : gid);
        Instant atime = Instant.parse("2021-01-02T03:04:05.123456Z");
        Instant mtime = Instant.parse("1970-01-01T00:00:00.999999Z");
        loop.runUntilComplete(loop.files().utime(file, atime, mtime));
        assertIsSet(Files.getLastModifiedTime(file).toInstant(), mtime);
        assertIsSet(((FileTime) Files.getAttribute(file, "lastAccessTime")).toInstant(), atime);
    }

    /// Compares to the microsecond; libuv from 1.52 on adds the fraction that a double has below it.
    private static void assertIsSet(Instant seen, Instant set) {
        assertThat(LibUv.isAtLeast(52) ? seen.truncatedTo(ChronoUnit.MICROS) : seen)
                .isEqualTo(set);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1970-01-01T00:00:00Z", "2026-11-28T18:44:04Z", "2026-11-28T18:44:04.5Z", "2040-02-29T23:59:59Z"
            })
    void aTimeOfWholeSecondsIsSetAsItIs(Instant time, EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        loop.runUntilComplete(loop.files().utime(file, time, time));
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1969-12-31T23:59:59Z",
                "1969-12-31T23:59:58.000001Z",
                "1955-11-05T06:15:00.123456Z",
                "2033-05-18T03:33:20.999999Z"
            })
    void timesAreSetToTheMicrosecondOnBothSidesOf1970(String text, EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Instant time = Instant.parse(text);
        loop.runUntilComplete(loop.files().utime(file, time, time.plusNanos(999)));
        FileStat stat = loop.runUntilComplete(loop.files().stat(file));
        assertIsSet(stat.atime(), time);
        assertIsSet(stat.mtime(), time);
        assertIsSet(Files.getLastModifiedTime(file).toInstant(), time);
    }

    @Test
    void aLinksOwnOwnerAndTimesAreSet(EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        FileTime before = Files.getLastModifiedTime(file);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        int uid = (int) Files.getAttribute(file, "unix:uid");
        Instant mtime = Instant.parse("2001-02-03T04:05:06.000001Z");
        loop.runUntilComplete(loop.files().lutime(link, mtime, mtime));
        loop.runUntilComplete(loop.files().lchown(link, uid == 0 ? 77 : uid, -1));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertIsSet(Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant(), mtime);
        assertThat(Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(uid == 0 ? 77 : uid);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(uid);
    }

    @Test
    void anOpenFilesStateIsSetToo(EventLoop loop) throws IOException {
        Path path = directory.resolve("file");
        AsyncFile file = loop.runUntilComplete(loop.files().open(path, OpenOptions.CREATE_NEW.withPermissions(0600)));
        assertThat((int) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(0600);
        int uid = (int) Files.getAttribute(path, "unix:uid");
        loop.runUntilComplete(file.chmod(0444));
        loop.runUntilComplete(file.chown(uid == 0 ? 55 : uid, -1));
        loop.runUntilComplete(file.truncate(10));
        loop.runUntilComplete(file.sync());
        loop.runUntilComplete(file.datasync());
        Instant time = Instant.parse("2011-12-13T14:15:16.171819Z");
        loop.runUntilComplete(file.utime(time, time));
        FileStat stat = loop.runUntilComplete(file.stat());
        assertThat(stat).isEqualTo(loop.runUntilComplete(loop.files().stat(path)));
        assertThat(stat.permissions()).isEqualTo(0444);
        assertThat(stat.size()).isEqualTo(10);
        assertIsSet(stat.mtime(), time);
        assertThat(stat.uid()).isEqualTo(uid == 0 ? 55 : uid);
        file.close();
        loop.runUntilComplete(file.waitClosed());
    }

    @Test
    void accessIsAskedFor(EventLoop loop) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        loop.runUntilComplete(loop.files().access(file));
        loop.runUntilComplete(loop.files().access(file, AccessMode.READ, AccessMode.WRITE));
        loop.runUntilComplete(loop.files().access(directory, AccessMode.EXECUTE));
    }

    @Test
    void directoriesAreMadeAndRemoved(EventLoop loop) {
        Path made = directory.resolve("made");
        loop.runUntilComplete(loop.files().mkdir(made, 0700));
        assertThat(made).isDirectory();
        loop.runUntilComplete(loop.files().rmdir(made));
        assertThat(made).doesNotExist();
        Path deep = directory.resolve("a/b/../b/c/d");
        loop.runUntilComplete(loop.files().mkdirs(deep));
        assertThat(deep).isDirectory();
        loop.runUntilComplete(loop.files().mkdirs(deep));
        loop.runUntilComplete(loop.files().mkdirs(Path.of("/")));
    }

    @Test
    void namesThatAreNotTakenAreMadeUp(EventLoop loop) throws IOException {
        Path template = directory.resolve("some-XXXXXX");
        Path made = loop.runUntilComplete(loop.files().mkdtemp(template));
        assertThat(made).isDirectory().isNotEqualTo(template);
        assertThat(made.getFileName().toString()).startsWith("some-");
        AsyncFile file = loop.runUntilComplete(loop.files().mkstemp(template));
        assertThat(file.path()).isRegularFile().hasParent(directory);
        assertThat((int) Files.getAttribute(file.path(), "unix:mode") & 07777).isEqualTo(0600);
        file.close();
        loop.runUntilComplete(file.waitClosed());
    }

    private Set<String> fill(int count) throws IOException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            names.add(Files.createFile(directory.resolve("file-" + i))
                    .getFileName()
                    .toString());
        }
        return names;
    }

    @Test
    void aDirectoryIsReadAtOnce(EventLoop loop) throws IOException {
        Set<String> names = fill(100);
        Files.createDirectory(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("zz"), Path.of("nowhere"));
        List<DirectoryEntry> entries = loop.runUntilComplete(loop.files().scandir(directory));
        assertThat(entries).hasSize(102).contains(new DirectoryEntry(Path.of("sub"), FileKind.DIRECTORY));
        assertThat(entries.getLast()).isEqualTo(new DirectoryEntry(Path.of("zz"), FileKind.LINK));
        assertThat(entries.stream()
                        .filter(entry -> entry.kind() == FileKind.FILE)
                        .map(entry -> entry.name().toString()))
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(loop.runUntilComplete(loop.files().scandir(directory.resolve("sub"))))
                .isEmpty();
    }

    @Test
    @TaskTest
    void aDirectoryIsReadALittleAtATime(EventLoop loop) throws IOException {
        Set<String> names = fill(100);
        InTask.run(loop, () -> {
            Set<String> seen = new HashSet<>();
            try (AsyncDirectory open = Async.await(loop.files().opendir(directory))) {
                List<DirectoryEntry> first = Async.await(open.read());
                assertThat(first).hasSize(32);
                first.forEach(entry -> seen.add(entry.name().toString()));
                for (DirectoryEntry entry : open) {
                    assertThat(seen.add(entry.name().toString())).isTrue();
                }
                assertThat(Async.await(open.read())).isEmpty();
            }
            assertThat(seen).isEqualTo(names);
        });
    }

    @Test
    void oneReadOfADirectoryAtATime(EventLoop loop) throws IOException {
        fill(3);
        AsyncDirectory open = loop.runUntilComplete(loop.files().opendir(directory));
        var reading = open.read();
        assertThat(catchThrowable(open::read))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the last read of the directory " + directory + " has not ended yet");
        open.close();
        assertThat(loop.runUntilComplete(reading)).hasSize(3);
        loop.runUntilComplete(open.waitClosed());
    }

    @Test
    void wholeFilesAreWrittenAndRead(EventLoop loop) throws IOException {
        Path path = directory.resolve("file");
        for (int size : new int[] {0, 1, 8192, 100_000, 17 << 20}) {
            byte[] content = ReadAndWriteTest.random(size);
            loop.runUntilComplete(loop.files().write(path, content));
            assertThat(path).hasBinaryContent(content);
            assertThat(loop.runUntilComplete(loop.files().readAllBytes(path))).isEqualTo(content);
        }
        loop.runUntilComplete(loop.files().writeString(path, "Grüße"));
        loop.runUntilComplete(loop.files().write(path, new byte[] {'!'}, OpenOptions.APPEND));
        assertThat(loop.runUntilComplete(loop.files().readString(path))).isEqualTo("Grüße!");
    }

    @Test
    void aFileThatHidesItsSizeIsReadToItsEnd(EventLoop loop) throws IOException {
        Path path = Path.of("/proc/self/smaps");
        if (Files.exists(path)) {
            assertThat(loop.runUntilComplete(loop.files().readString(path)))
                    .hasSizeGreaterThan(20_000)
                    .contains("[stack]", "VmFlags");
        }
    }

    @Test
    void namesThatAreNoTextKeepTheirBytes(EventLoop loop) throws IOException {
        Path odd = Path.of(URI.create(directory.toUri() + "odd%FF%FEname"));
        Path plain = directory.resolve("grün ✓");
        List<Path> made = new ArrayList<>();
        for (Path path : List.of(odd, plain)) {
            loop.runUntilComplete(loop.files().writeString(path, "text"));
            made.add(path);
        }
        try (Stream<Path> there = Files.list(directory)) {
            assertThat(there).containsExactlyInAnyOrderElementsOf(made);
        }
        List<Path> seen = loop.runUntilComplete(loop.files().scandir(directory)).stream()
                .map(entry -> directory.resolve(entry.name()))
                .toList();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        for (Path path : seen) {
            assertThat(loop.runUntilComplete(loop.files().readString(path))).isEqualTo("text");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linksWhoseNamesAreNoTextAreNotFollowedAndKeepWhatTheyPointTo(EventLoop loop) throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        Path link = Path.of(URI.create(directory.toUri() + "%FFlink"));
        Files.createSymbolicLink(link, below);
        assertThat(loop.runUntilComplete(loop.files().lstat(link)).isLink()).isTrue();
        assertThat(loop.runUntilComplete(loop.files().readlink(link))).isEqualTo(below);
        Path relative = Path.of("..").resolve(link.getFileName());
        loop.runUntilComplete(loop.files().symlink(relative, below.resolve("back")));
        assertThat(Files.readSymbolicLink(below.resolve("back"))).isEqualTo(relative);
        loop.runUntilComplete(loop.files().unlink(link));
        assertThat(link).doesNotExist();
        assertThat(below).isDirectory();
    }
}
