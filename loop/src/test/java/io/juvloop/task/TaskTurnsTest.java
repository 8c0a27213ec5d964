package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The scheduling of tasks: in order, and one at a time.
@TaskTest
class TaskTurnsTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void tasksTakeTurnsInTheOrderOfTheirMaking(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<Void> one = loop.createTask(() -> counts("one"));
            Task<Void> two = loop.createTask(() -> counts("two"));
            events.add("made");
            Async.await(one);
            Async.await(two);
        });
        assertThat(events).containsExactly("made", "one 0", "two 0", "one 1", "two 1", "one 2", "two 2");
    }

    private void counts(String name) {
        for (int i = 0; i < 3; i++) {
            events.add(name + " " + i);
            Async.sleep(Duration.ZERO);
        }
    }
}
