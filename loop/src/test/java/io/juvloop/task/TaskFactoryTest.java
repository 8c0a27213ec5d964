package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskFactory;
import io.juvloop.TaskOptions;
import io.juvloop.testing.InTask;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Task factories.
@TaskTest
class TaskFactoryTest {
    private final List<String> events = new ArrayList<>();

    private final class Counting implements TaskFactory {
        @Override
        public <T> Task<T> create(EventLoop loop, Callable<T> body, TaskOptions options) {
            events.add("made " + options.name().orElse("without a name"));
            return loop.newTask(
                    () -> {
                        events.add("begun");
                        return body.call();
                    },
                    options);
        }
    }

    @Test
    void seesEveryTaskAndItsOptions(EventLoop loop) {
        TaskFactory factory = new Counting();
        loop.setTaskFactory(factory);
        assertThat(loop.taskFactory()).isSameAs(factory);
        Task<String> named = loop.createTask(() -> "result", TaskOptions.named("given"));
        assertThat(named.name()).isEqualTo("given");
        assertThat(loop.runUntilComplete(named)).isEqualTo("result");
        InTask.run(loop, () -> {});
        assertThat(events).containsExactly("made given", "begun", "made without a name", "begun");
    }

    @Test
    void nullRestoresTheLoopsOwnWay(EventLoop loop) {
        assertThat(loop.taskFactory()).isNull();
        loop.setTaskFactory(new Counting());
        loop.setTaskFactory(null);
        assertThat(loop.taskFactory()).isNull();
        InTask.run(loop, () -> {});
        assertThat(events).isEmpty();
    }

    @Test
    void newTaskGoesPastIt(EventLoop loop) {
        loop.setTaskFactory(new Counting());
        assertThat(loop.runUntilComplete(loop.newTask(() -> "result", TaskOptions.DEFAULT)))
                .isEqualTo("result");
        assertThat(events).isEmpty();
    }

    @Test
    void thatThrowsLeavesNoTask(EventLoop loop) {
        loop.setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop where, Callable<T> body, TaskOptions options) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.createTask(() -> "never"))
                .withMessage("on purpose");
        assertThat(loop.allTasks()).isEmpty();
    }

    @Test
    void eagerOneStartsTasksAtOnce(EventLoop loop) {
        loop.setTaskFactory(TaskFactory.EAGER);
        InTask.run(loop, () -> {
            Task<String> child = loop.createTask(() -> "at once");
            assertThat(child.isDone()).isTrue();
            assertThat(child.result()).isEqualTo("at once");
        });
    }

    @Test
    void isSetOnTheLoopsThread(EventLoop loop) {
        OtherThread.run(() -> {
            assertThatIllegalStateException().isThrownBy(() -> loop.setTaskFactory(null));
            assertThatIllegalStateException().isThrownBy(loop::taskFactory);
            assertThatIllegalStateException().isThrownBy(() -> loop.createTask(() -> "never"));
        });
    }
}
