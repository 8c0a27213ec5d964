package io.juvloop.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.files.FileEvent;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileEvents;
import io.juvloop.files.WatchOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Events that tasks take, one after the other.
@TaskTest
class WatchInTasksTest {
    private static final Duration SHORT = Duration.ofMillis(5);

    @TempDir
    Path directory;

    private void make(String name) throws IOException {
        Files.createFile(directory.resolve(name));
    }

    @Test
    void aTaskWaitsForTheNextEvent(EventLoop loop) {
        InTask.run(loop, () -> {
            try (FileEvents events = loop.files().watch(directory)) {
                var _ = loop.callLater(SHORT, () -> makeUnchecked("a"));
                assertThat(events.next()).isEqualTo(new FileEvent(Kind.RENAME, Path.of("a")));
            }
        });
    }

    private void makeUnchecked(String name) {
        try {
            make(name);
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void theSameEventWaitsOnce(EventLoop loop) {
        InTask.run(loop, () -> {
            Path file = Files.createFile(directory.resolve("a"));
            try (FileEvents events = loop.files().watch(directory)) {
                for (int i = 0; i < 50; i++) {
                    Files.writeString(file, "more", StandardOpenOption.APPEND);
                    Async.sleep(Duration.ZERO);
                }
                make("b");
                List<FileEvent> seen = new ArrayList<>();
                while (!seen.contains(new FileEvent(Kind.RENAME, Path.of("b")))) {
                    Async.sleep(SHORT);
                    seen.add(events.next());
                }
                assertThat(seen).hasSizeLessThan(10).contains(new FileEvent(Kind.CHANGE, Path.of("a")));
            }
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which reports one event for each linked file
    void anOverflowStandsForWhatWasDropped(EventLoop loop) {
        InTask.run(loop, () -> {
            Path file = Files.createFile(directory.resolve("0"));
            try (FileEvents events = loop.files().watch(directory, WatchOptions.DEFAULT.withCapacity(3))) {
                for (int i = 1; i < 20; i++) {
                    Files.createLink(directory.resolve("name " + i), file);
                }
                Async.sleep(SHORT);
                List<FileEvent> seen = new ArrayList<>();
                while (seen.size() < 4) {
                    seen.add(events.next());
                }
                assertThat(seen.subList(0, 3)).doesNotHaveDuplicates().allMatch(event -> event.name() != null);
                assertThat(seen.getLast()).isEqualTo(new FileEvent(Kind.OVERFLOW, null));
                assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> events.next(SHORT));
                make("later");
                assertThat(events.next()).isEqualTo(new FileEvent(Kind.RENAME, Path.of("later")));
            }
        });
    }

    @Test
    void tasksAreServedInTheirOrderAndACancelledOneTakesNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            try (FileEvents events = loop.files().watch(directory)) {
                Task<FileEvent> gone = loop.createTask(() -> events.next());
                Task<FileEvent> first = loop.createTask(() -> events.next());
                Task<FileEvent> second = loop.createTask(() -> events.next());
                Async.sleep(Duration.ZERO);
                gone.cancel();
                Files.createLink(directory.resolve("b"), Files.createFile(directory.resolve("a")));
                Async.await(second);
                assertThat(gone.isCancelled()).isTrue();
                assertThat(Async.await(first).name()).isEqualTo(Path.of("a"));
            }
        });
    }

    @Test
    void anEventThatCameInTimeIsTaken(EventLoop loop) {
        InTask.run(loop, () -> {
            try (FileEvents events = loop.files().watch(directory)) {
                assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> events.next(SHORT));
                make("a");
                assertThat(events.next(Duration.ofMinutes(1)).name()).isEqualTo(Path.of("a"));
            }
        });
    }

    @Test
    void closingWakesWhoWaitsAfterWhatCameBefore(EventLoop loop) {
        InTask.run(loop, () -> {
            FileEvents events = loop.files().watch(directory);
            make("a");
            while (!hasEvent(events)) {
                Async.sleep(SHORT);
            }
            Task<FileEvent> waits = loop.createTask(() -> events.next());
            Async.sleep(Duration.ZERO);
            events.close();
            assertThatExceptionOfType(ClosedWatchServiceException.class).isThrownBy(() -> Async.await(waits));
            assertThatExceptionOfType(ClosedWatchServiceException.class).isThrownBy(events::next);
            assertThat(events.isClosed()).isTrue();
        });
    }

    private static boolean hasEvent(FileEvents events) throws IOException {
        try {
            return events.next(Duration.ZERO).name() != null;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    @Test
    void outsideATaskNobodyWaits(EventLoop loop) throws IOException {
        try (FileEvents events = loop.files().watch(directory)) {
            assertThatIllegalStateException().isThrownBy(events::next);
        }
    }

    @Test
    void closingTheLoopCancelsWhoWaits(EventLoop loop, Logged logged) throws IOException {
        FileEvents events = loop.files().watch(directory);
        Task<FileEvent> waits = loop.createTask(() -> events.next());
        Turns.many(loop, 2);
        loop.close();
        assertThat(waits.isCancelled()).isTrue();
        assertThat(logged.all())
                .extracting(Logged.Entry::message)
                .contains("closing the loop with an unclosed watch of " + directory)
                .hasSize(2);
        events.close();
    }
}
