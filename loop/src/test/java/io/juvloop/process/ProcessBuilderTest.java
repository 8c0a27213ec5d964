package io.juvloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Children of the loop beside those of the JDK, in one process.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
@Tag("children")
class ProcessBuilderTest {
    private static final int CHILDREN = 50;

    private static Process ofTheJdk(int code) throws IOException {
        return new ProcessBuilder("sh", "-c", "exit " + code).start();
    }

    @Test
    @DisplayName("the loop and the JDK's reaper take no child from each other")
    void eachWaitsForItsOwn(EventLoop loop) {
        CompletableFuture<List<Integer>> theirs = CompletableFuture.supplyAsync(() -> OtherThread.call(() -> {
            List<Integer> codes = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                codes.add(ofTheJdk(i).waitFor());
            }
            return codes;
        }));
        InTask.run(loop, () -> {
            for (int i = 0; i < CHILDREN || !theirs.isDone(); i++) {
                try (Subprocess child = Subprocess.exec(SubprocessOptions.PIPES, "sh", "-c", "exit " + i % CHILDREN)) {
                    assertThat(child.waitFor()).isEqualTo(i % CHILDREN);
                }
            }
            assertThat(Async.await(theirs))
                    .isEqualTo(IntStream.range(0, CHILDREN).boxed().toList());
        });
    }

    @Test
    @DisplayName("a child of the loop does not hold the pipes of one of the JDK's")
    void pipesOfTheJdkAreNotHeld(EventLoop loop) throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        try {
            ChildRecording sleeping = Children.start(loop, SubprocessOptions.PIPES, "sleep", "1000");
            cat.getOutputStream().close();
            assertThat(OtherThread.<Integer>call(cat::waitFor))
                    .as("cat saw the end")
                    .isZero();
            sleeping.transport().close();
            Children.awaitLoss(loop, sleeping);
        } finally {
            cat.destroyForcibly();
        }
    }
}
