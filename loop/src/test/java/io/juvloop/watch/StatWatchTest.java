package io.juvloop.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.juvloop.EventLoop;
import io.juvloop.files.FileStat;
import io.juvloop.files.FileWatch;
import io.juvloop.files.StatListener;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files whose status is polled.
@LoopTest
class StatWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(2);

    @TempDir
    Path directory;

    /// Two statuses, one after the other.
    private static final class Changes implements StatListener {
        private final List<FileStat> previous = new ArrayList<>();
        private final List<FileStat> current = new ArrayList<>();
        private final List<IOException> failures = new ArrayList<>();

        @Override
        public void changed(FileWatch watch, FileStat before, FileStat now) {
            previous.add(before);
            current.add(now);
        }

        @Override
        public void errorReceived(FileWatch watch, IOException failure) {
            failures.add(failure);
        }

        int count() {
            return current.size();
        }
    }

    @Test
    void tellsWhatTheStateWasAndIs(EventLoop loop) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "1234");
        Changes changes = new Changes();
        try (FileWatch watch = loop.files().watchStat(file, OFTEN, changes)) {
            assertThat(watch.path()).isEqualTo(file);
            letItAskOnce(loop);
            Files.writeString(file, "123456");
            Await.until(
                    loop, () -> changes.count() > 0 && changes.current.getLast().size() == 6);
            assertThat(changes.previous.getFirst().size()).isEqualTo(4);
            assertThat(changes.current.getLast().isFile()).isTrue();
            assertThat(changes.current.getLast().mtime())
                    .isEqualTo(Files.getLastModifiedTime(file).toInstant());
        }
    }

    /// The first status is the one that later ones are compared with.
    private static void letItAskOnce(EventLoop loop) {
        boolean[] later = new boolean[1];
        loop.callLater(Duration.ofMillis(50), () -> later[0] = true);
        Await.until(loop, () -> later[0]);
    }

    @Test
    void tellsOfAFileThatIsMadeDeletedAndMadeAgain(EventLoop loop) throws IOException {
        Path file = directory.resolve("file");
        Changes changes = new Changes();
        try (FileWatch _ = loop.files().watchStat(file, OFTEN, changes)) {
            letItAskOnce(loop);
            assertThat(changes.count()).isZero();
            Files.writeString(file, "1");
            Await.until(loop, () -> changes.count() > 0);
            assertThat(changes.previous.getFirst()).isNull();
            Await.until(loop, () -> changes.current.getLast() != null);
            letItAskOnce(loop);
            Files.delete(file);
            Await.until(loop, () -> changes.current.getLast() == null);
            assertThat(changes.previous.getLast().size()).isEqualTo(1);
            Files.writeString(file, "22");
            Await.until(loop, () -> changes.current.getLast() != null);
            assertThat(changes.previous).filteredOn(before -> before == null).hasSize(2);
        }
        assertThat(changes.failures).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such a path is just not there")
    void anErrorIsToldOnceAndTheAskingGoesOn(EventLoop loop) throws IOException {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, link);
        Changes changes = new Changes();
        try (FileWatch watch = loop.files().watchStat(link, OFTEN, changes)) {
            letItAskOnce(loop);
            assertThat(changes.failures).hasSize(1);
            assertThat(changes.failures.getFirst()).hasMessageContaining(link.toString());
            assertThat(watch.isClosed()).isFalse();
            Files.delete(link);
            Files.writeString(link, "1");
            Await.until(loop, () -> changes.count() > 0 && changes.current.getLast() != null);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such a path is just not there")
    void anErrorThatNobodyTakesIsReported(EventLoop loop, Reported reported) throws IOException {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, link);
        try (FileWatch _ = loop.files().watchStat(link, OFTEN, (watch, before, now) -> {})) {
            Await.until(loop, () -> reported.count() > 0);
        }
        assertThat(reported.only().message()).isEqualTo("stat watch of " + link + " failed");
    }

    @Test
    void aListenerMayCloseItsWatch(EventLoop loop) throws IOException {
        Path file = directory.resolve("file");
        List<FileStat> told = new ArrayList<>();
        FileWatch watch = loop.files().watchStat(file, OFTEN, (itself, before, now) -> {
            told.add(now);
            itself.close();
        });
        Files.writeString(file, "1");
        // it may not have polled before the file was created
        letItAskOnce(loop);
        if (!watch.isClosed()) {
            Files.writeString(file, "22");
        }
        Await.until(loop, watch::isClosed);
        Files.writeString(file, "333");
        letItAskOnce(loop);
        assertThat(told).hasSize(1);
    }

    @Test
    void itMayBeClosedWhileItAsks(EventLoop loop) throws IOException {
        for (int i = 0; i < 20; i++) {
            FileWatch watch = loop.files().watchStat(directory, OFTEN, new Changes());
            if (i % 2 == 0) {
                Turns.one(loop);
            }
            watch.close();
            watch.close();
            assertThat(watch.isClosed()).isTrue();
        }
    }

    @Test
    void anIntervalThatIsNotPositiveIsRefused(EventLoop loop) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.files().watchStat(directory, Duration.ZERO, new Changes()))
                .withMessageContaining("positive");
        loop.files()
                .watchStat(directory, Duration.ofSeconds(Long.MAX_VALUE), new Changes())
                .close();
        loop.files().watchStat(directory, Duration.ofNanos(1), new Changes()).close();
    }

    @Test
    void closingTheLoopWarnsOfIt(EventLoop loop, Logged logged) throws IOException {
        FileWatch watch = loop.files().watchStat(directory, OFTEN, new Changes());
        Turns.one(loop);
        loop.close();
        assertThat(logged.only().message()).isEqualTo("closing the loop with an unclosed stat watch of " + directory);
        assertThat(watch.isClosed()).isTrue();
    }
}
