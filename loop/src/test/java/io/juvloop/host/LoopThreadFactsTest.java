package io.juvloop.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Spin;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The thread that runs a loop: its name and its processors, as `/proc` shows them.
@TaskTest
@EnabledOnOs(OS.LINUX)
class LoopThreadFactsTest {
    private static final Duration TICK = Duration.ofMillis(10);

    /// A status line of the calling thread in `/proc`.
    private static String status(String key) {
        try {
            return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                    .filter(line -> line.startsWith(key + ":"))
                    .findFirst()
                    .orElseThrow()
                    .substring(key.length() + 1)
                    .strip();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /// The last callback runs on the loop's thread, whichever thread runs the task.
    private static List<String> seenByACallback(EventLoop loop, String key) {
        List<String> seen = new ArrayList<>();
        loop.callSoon(() -> {
            seen.add(status(key));
            loop.stop();
        });
        loop.runForever();
        return seen;
    }

    /// Runs on a thread of its own, so that no other test's thread keeps the settings.
    private static void onAThreadOfItsOwn(Runnable body) {
        OtherThread.run(body);
    }

    @Test
    void aCallbackNamesTheThread() {
        onAThreadOfItsOwn(() -> {
            try (EventLoop loop = EventLoop.create()) {
                loop.callSoon(() -> loop.host().setThreadName("a-loop-of-a-test"));
                assertThat(seenByACallback(loop, "Name")).containsExactly("a-loop-of-a-tes");
                assertThat(Thread.currentThread().getName()).isEqualTo("a-loop-of-a-test");
            }
        });
    }

    @Test
    void aTaskNamesTheThreadOfTheLoopAndNotItsOwn() {
        onAThreadOfItsOwn(() -> {
            try (EventLoop loop = EventLoop.create()) {
                InTask.run(loop, () -> loop.host().setThreadName("tässk-loop-ä-ä"));
                assertThat(Thread.currentThread().getName()).isEqualTo("tässk-loop-ä-ä");
                assertThat(seenByACallback(loop, "Name")).allMatch("tässk-loop-ä-ä"::startsWith);
                assertThat(seenByACallback(loop, "Name").getFirst()).startsWith("tässk-loop-");
            }
        });
    }

    @Test
    void aNameIsCutBetweenCharacters() {
        onAThreadOfItsOwn(() -> {
            try (EventLoop loop = EventLoop.create()) {
                loop.host().setThreadName("a-loop-of-a-teä");
                assertThat(status("Name")).isEqualTo("a-loop-of-a-te");
            }
        });
    }

    @Test
    void aTaskSetsHowUrgentTheLoopIs() {
        onAThreadOfItsOwn(() -> {
            try (EventLoop loop = EventLoop.create()) {
                assumeTrue(loop.host().supports(Feature.THREAD_PRIORITY));
                assertThat(loop.host().threadPriority()).isZero();
                for (int level : List.of(0, -1, -2)) {
                    InTask.run(loop, () -> loop.host().setThreadPriority(level));
                    assertThat(loop.host().threadPriority()).isEqualTo(level);
                    assertThat((int) InTask.call(loop, loop.host()::threadPriority))
                            .isEqualTo(level);
                }
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> loop.host().setThreadPriority(3));
            }
        });
    }

    @Test
    void whatTheLoopsThreadUsesUpIsCounted() {
        onAThreadOfItsOwn(() -> {
            try (EventLoop loop = EventLoop.create()) {
                assumeTrue(loop.host().supports(Feature.THREAD_USAGE));
                ResourceUsage before = InTask.call(loop, loop.host()::threadUsage);
                long begin = ticks();
                Spin.until(() -> ticks() - begin >= 6);
                ResourceUsage after = InTask.call(loop, loop.host()::threadUsage);
                assertThat(time(after).minus(time(before))).isBetween(TICK.multipliedBy(4), TICK.multipliedBy(60));
                assertThat(time(after)).isLessThanOrEqualTo(time(Host.resourceUsage()));
                assertThat(after.minorFaults())
                        .isBetween(before.minorFaults(), Host.resourceUsage().minorFaults());
            }
        });
    }

    /// The processor time of the calling thread, by another clock of the kernel.
    private static long ticks() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')')).split(" ", -1);
            return Long.parseLong(fields[12]) + Long.parseLong(fields[13]);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Duration time(ResourceUsage usage) {
        return usage.userTime().plus(usage.systemTime());
    }

    @Test
    void aTaskBindsTheLoopToAProcessor() {
        onAThreadOfItsOwn(() -> {
            try (EventLoop loop = EventLoop.create()) {
                Set<Integer> all = InTask.call(loop, loop.host()::threadAffinity);
                assertThat(all).isNotEmpty();
                int last = Collections.max(all);
                InTask.run(loop, () -> loop.host().setThreadAffinity(Set.of(last)));
                assertThat(seenByACallback(loop, "Cpus_allowed_list")).containsExactly("" + last);
                assertThat(InTask.call(loop, loop.host()::threadAffinity)).containsExactly(last);
                assertThat(InTask.call(loop, loop.host()::threadCpu)).isEqualTo(last);
                loop.host().setThreadAffinity(all);
                assertThat(loop.host().threadAffinity()).isEqualTo(all);
            }
        });
    }

    @Test
    void processorsThatAreNotThereAreRefused(EventLoop loop) {
        for (Set<Integer> none :
                List.of(Set.<Integer>of(), Set.of(-1), Set.of(1023), Set.of(100_000), Set.of(Integer.MAX_VALUE))) {
            assertThatIllegalArgumentException().isThrownBy(() -> loop.host().setThreadAffinity(none));
        }
        InTask.run(
                loop,
                () -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> loop.host().setThreadAffinity(Set.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> loop.host().setThreadName("a\0b"));
    }
}
