package io.juvloop.task.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.TaskMode;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ten thousand tasks that wait, time out, fail, cancel each other and end, in a random order given by a seed;
/// the extension checks that nothing is left.
@TaskTest
class TaskStressTest {
    private static final int TASKS = 10_000;

    /// In that mode each step of a task switches threads, and costs about a hundred times as much.
    private static final int TASKS_IN_PORTABLE_MODE = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyTaskEndsAndNothingIsLeft(long seed, EventLoop loop) {
        int count = loop.taskMode() == TaskMode.FAST ? TASKS : TASKS_IN_PORTABLE_MODE;
        EchoLine echo = new EchoLine(loop);
        Map<String, Integer> ends = InTask.call(loop, () -> {
            StressRun crowd = new StressRun(loop, echo);
            Map<String, Integer> result = crowd.run(count, seed);
            assertThat(loop.allTasks()).hasSize(1);
            return result;
        });
        echo.close();
        assertThat(ends.keySet()).as(ends.toString()).containsExactly("cancelled", "failed", "returned");
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(count);
        assertThat(ends.values()).allMatch(number -> number > count / 100, "each is usual: " + ends);
    }
}
