package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Thread locals belong to a task, and inherited ones come from the code that created it.
@TaskTest
class InheritedThreadLocalTest {
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    private static final ThreadLocal<String> OWN = new ThreadLocal<>();

    @AfterEach
    void forget() {
        INHERITED.remove();
        OWN.remove();
    }

    @Test
    void isThatOfThePlaceWhereTheTaskIsMade(EventLoop loop) {
        INHERITED.set("here");
        OWN.set("the loop's");
        Task<String> task = loop.createTask(() -> INHERITED.get() + " " + OWN.get());
        INHERITED.set("later");
        assertThat(loop.runUntilComplete(task)).isEqualTo("here null");
    }

    @Test
    void passesFromTaskToTaskAndNotBack(EventLoop loop) {
        InTask.run(loop, () -> {
            INHERITED.set("parent");
            Task<String> child = loop.createTask(() -> {
                String inherited = INHERITED.get();
                INHERITED.set("child");
                OWN.set("child");
                Async.sleep(Duration.ZERO);
                return inherited + " " + INHERITED.get();
            });
            assertThat(Async.await(child)).isEqualTo("parent child");
            assertThat(INHERITED.get()).isEqualTo("parent");
            assertThat(OWN.get()).isNull();
        });
        assertThat(INHERITED.get()).isNull();
        assertThat(OWN.get()).isNull();
    }

    @Test
    void passesToTheDefaultExecutor(EventLoop loop) {
        InTask.run(loop, () -> {
            INHERITED.set("task");
            assertThat(Async.await(loop.runInExecutor(null, INHERITED::get))).isEqualTo("task");
        });
    }
}
