package io.juvloop.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.TaskTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that are always ready starve no other, and the data that a task writes is sent when it waits.
@TaskTest
class TaskFairnessTest {
    private final List<RecordingProtocol> accepted = new ArrayList<>();

    @Test
    void aTaskThatYieldsForEverStarvesNoTimer(EventLoop loop) {
        List<String> events = new ArrayList<>();
        Task<Void> restless = loop.createTask(TaskFairnessTest::yieldForEver);
        loop.callLater(Duration.ofMillis(2), () -> events.add("timer"));
        Await.until(loop, "the timer", () -> !events.isEmpty());
        end(loop, restless);
    }

    private static void yieldForEver() {
        while (true) {
            Async.sleep(Duration.ZERO);
        }
    }

    private static void end(EventLoop loop, Task<?> task) {
        task.cancel();
        Await.until(loop, "the task to end", task::isDone);
    }

    @Test
    void manyTasksThatYieldForEverStarveNoInputAndNoPost(EventLoop loop) {
        List<Task<Void>> restless = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            restless.add(loop.createTask(TaskFairnessTest::yieldForEver));
        }
        Server server = Loopback.serve(loop, this::echo);
        Connection<RecordingProtocol> client = Loopback.connect(loop, RecordingProtocol::new, server);
        client.transport().write("ping".getBytes(StandardCharsets.US_ASCII));
        Await.until(loop, "the echo", () -> client.protocol().receivedText().equals("ping"));
        client.transport().close();
        server.close();
        Await.until(loop, "the end of the connection", () -> accepted.getFirst().isLost());
        restless.forEach(task -> end(loop, task));
    }

    private RecordingProtocol echo() {
        RecordingProtocol protocol = new RecordingProtocol() {
            @Override
            public void dataReceived(ByteBuffer data) {
                transport().write(data);
            }
        };
        accepted.add(protocol);
        return protocol;
    }

    @Test
    void twoThatWakeEachOtherForEverStarveNoTimer(EventLoop loop) {
        List<LoopFuture<String>> next = new ArrayList<>(List.of(loop.createFuture(), loop.createFuture()));
        Task<Void> one = loop.createTask(() -> handOver(loop, next, 0));
        Task<Void> two = loop.createTask(() -> handOver(loop, next, 1));
        next.getFirst().complete("go");
        InTask.run(loop, () -> Async.sleep(Duration.ofMillis(2)));
        end(loop, one);
        end(loop, two);
    }

    private static void handOver(EventLoop loop, List<LoopFuture<String>> next, int me) {
        while (true) {
            Async.await(next.get(me));
            next.set(me, loop.createFuture());
            next.get(1 - me).complete("yours");
        }
    }

    @Test
    void thousandsTakeTheirTurns(EventLoop loop) {
        int count = 5_000;
        List<Integer> order = new ArrayList<>();
        InTask.run(loop, () -> {
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                tasks.add(loop.createTask(() -> {
                    Async.sleep(Duration.ZERO);
                    order.add(number);
                }));
            }
            assertThat(loop.stats().tasks()).isEqualTo(count + 1);
            tasks.forEach(Async::await);
        });
        assertThat(order).hasSize(count).isSorted();
    }

    @Test
    void whatATaskWritesLeavesInOneGoWhenItWaits(EventLoop loop) {
        Server server = Loopback.serve(loop, this::record);
        Connection<RecordingProtocol> client = Loopback.connect(loop, RecordingProtocol::new, server);
        InTask.run(loop, () -> {
            for (int i = 0; i < 10; i++) {
                client.transport().write(new byte[] {(byte) i});
            }
            while (accepted.getFirst().receivedCount() < 10) {
                Async.sleep(Duration.ofMillis(1));
            }
            client.transport().write(new byte[] {10}); // the task ends, and never waits again
        });
        Await.until(loop, "the last byte", () -> accepted.getFirst().receivedCount() == 11);
        client.transport().close();
        server.close();
        Await.until(loop, "the end of the connection", () -> accepted.getFirst().isLost());
    }

    private RecordingProtocol record() {
        RecordingProtocol protocol = new RecordingProtocol();
        accepted.add(protocol);
        return protocol;
    }
}
