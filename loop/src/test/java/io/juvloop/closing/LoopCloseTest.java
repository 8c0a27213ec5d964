package io.juvloop.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.Logged;
import io.juvloop.testing.TaskTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A loop with one open resource of every kind is closed at once. The extension checks that no descriptor is
/// left.
@TaskTest
class LoopCloseTest {
    @TempDir
    Path directory;

    @Test
    void closingALoopWithOneOfEverythingLeavesNothing(EventLoop loop, Logged logged) throws Exception {
        long fresh = loop.stats().nativeBytesInUse();
        OpenResources all = new OpenResources(loop, directory);
        all.open();
        assertThat(all.waiting()).noneMatch(Task::isDone);
        loop.close();
        all.giveBack();
        assertThat(loop.stats().handles())
                .allSatisfy((type, count) -> assertThat(count.live()).as(type).isZero());
        assertThat(loop.stats().requests())
                .allSatisfy((type, count) -> assertThat(count.live()).as(type).isZero());
        assertThat(loop.stats().nativeBytesInUse()).isLessThanOrEqualTo(fresh);
        assertThat(all.inFlight()).hasSizeGreaterThan(4).allMatch(CompletableFuture::isDone);
        assertThat(all.waiting()).hasSizeGreaterThan(12).allMatch(Task::isDone).allMatch(Task::isCancelled);
        assertThat(all.children()).allMatch(pid -> ProcessHandle.of(pid).isEmpty(), "is gone, and no zombie");
        warningsNameWhatWasOpen(all, logged);
    }

    private static void warningsNameWhatWasOpen(OpenResources all, Logged logged) {
        String warnings = String.join(
                "\n", logged.all().stream().map(Logged.Entry::message).toList());
        for (ResourceKind thing : ResourceKind.values()) {
            if (thing.isHere() && !thing.warning().isEmpty()) {
                assertThat(warnings).containsPattern("closing the loop with an unclosed .*" + thing.warning());
            }
        }
        assertThat(all.waiting()).allMatch(task -> warnings.contains(task.name()));
    }

    @Test
    void severalLoopsWithOneOfEverythingLeaveNoThread(Logged logged) throws Exception {
        closeOne("0");
        int before = Thread.activeCount();
        for (int i = 1; i < 6; i++) {
            closeOne(Integer.toString(i));
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
        assertThat(logged.all()).hasSizeGreaterThan(50);
    }

    private void closeOne(String name) throws Exception {
        Path own = Files.createDirectory(directory.resolve(name));
        OpenResources all = new OpenResources(EventLoop.create(), own);
        long fresh = all.loop().stats().nativeBytesInUse();
        all.open();
        all.loop().close();
        all.giveBack();
        assertThat(all.loop().stats().nativeBytesInUse()).isLessThanOrEqualTo(fresh);
    }
}
