package io.juvloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Putting and getting: order, bounds, fairness.
@TaskTest
class QueueTest {
    @Test
    void itemsComeInTheOrderInWhichTheyWerePut(EventLoop loop) {
        List<Integer> got = new ArrayList<>();
        InTask.run(loop, () -> {
            Queue<Integer> queue = new Queue<>(2);
            Task<Void> getter = loop.createTask(() -> {
                for (int i = 0; i < 100; i++) {
                    got.add(queue.get());
                }
            });
            for (int i = 0; i < 100; i++) {
                queue.put(i);
            }
            TaskOutcomes.end(getter);
        });
        assertThat(got).hasSize(100).isSorted();
    }

    @Test
    void aNewQueueIsEmpty() {
        Queue<String> queue = new Queue<>(2);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.size()).isZero();
        assertThat(queue.maxSize()).isEqualTo(2);
    }

    @Test
    void nothingCanBeGotNowFromAnEmptyQueue() {
        assertThatThrownBy(new Queue<>()::getNoWait).isInstanceOf(QueueEmptyException.class);
    }

    @Test
    void nothingCanBePutNowIntoAFullQueue() {
        Queue<String> queue = new Queue<>(1);
        queue.putNoWait("a");
        assertThat(queue.isFull()).isTrue();
        assertThatThrownBy(() -> queue.putNoWait("b")).isInstanceOf(QueueFullException.class);
        assertThat(queue.getNoWait()).isEqualTo("a");
    }

    @Test
    void aBoundOfZeroOrLessIsNone() {
        for (int none : new int[] {0, -1}) {
            Queue<Integer> queue = new Queue<>(none);
            for (int i = 0; i < 1000; i++) {
                queue.putNoWait(i);
            }
            assertThat(queue.isFull()).isFalse();
        }
    }

    @Test
    void nullIsRefused(EventLoop loop) {
        Queue<String> queue = new Queue<>();
        assertThatThrownBy(() -> queue.putNoWait(null)).isInstanceOf(NullPointerException.class);
        InTask.run(loop, () -> assertThatThrownBy(() -> queue.put(null)).isInstanceOf(NullPointerException.class));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatWasPutBeforeTheLoopRanIsGotInIt(EventLoop loop) {
        Queue<String> queue = new Queue<>();
        queue.putNoWait("a");
        InTask.run(loop, () -> assertThat(queue.get()).isEqualTo("a"));
        queue.putNoWait("b");
        InTask.run(loop, () -> assertThat(queue.get()).isEqualTo("b"));
    }

    @Test
    void gettersAreServedInTurn(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>();
            List<String> got = new ArrayList<>();
            Task<Void> a = party.begin("a", () -> got.add("a" + queue.get()));
            Task<Void> b = party.begin("b", () -> got.add("b" + queue.get()));
            TaskOutcomes.settle();
            queue.putNoWait("1");
            queue.putNoWait("2");
            assertThat(queue.size()).isEqualTo(2);
            TaskOutcomes.end(a, b);
            assertThat(got).containsExactly("a1", "b2");
        });
    }

    @Test
    void whoComesLaterDoesNotOvertakeAGetterThatWasWoken(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>();
            List<String> got = new ArrayList<>();
            Task<Void> first = party.begin("first", () -> got.add("first " + queue.get()));
            TaskOutcomes.settle();
            queue.putNoWait("1");
            queue.putNoWait("2");
            got.add("second " + queue.get());
            TaskOutcomes.end(first);
            assertThat(got).containsExactly("first 1", "second 2");
        });
    }

    @Test
    void whoComesLaterDoesNotOvertakeAPutterThatWasWoken(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>(1);
            queue.put("0");
            Task<Void> first = party.begin("first", () -> queue.put("1"));
            TaskOutcomes.settle();
            assertThat(queue.getNoWait()).isEqualTo("0");
            Task<Void> second = party.begin("second", () -> queue.put("2"));
            TaskOutcomes.end(first);
            assertThat(queue.get()).isEqualTo("1");
            assertThat(queue.get()).isEqualTo("2");
            TaskOutcomes.end(second);
        });
    }

    @Test
    void aGetterThatFindsItsItemGoneKeepsItsPlace(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>();
            List<String> got = new ArrayList<>();
            Task<Void> a = party.begin("a", () -> got.add("a" + queue.get()));
            Task<Void> b = party.begin("b", () -> got.add("b" + queue.get()));
            Task<Void> c = party.begin("c", () -> got.add("c" + queue.get()));
            TaskOutcomes.settle();
            queue.putNoWait("1");
            queue.putNoWait("2");
            assertThat(queue.getNoWait() + queue.getNoWait()).isEqualTo("12");
            TaskOutcomes.settle();
            for (String item : List.of("3", "4", "5")) {
                queue.putNoWait(item);
            }
            TaskOutcomes.end(a, b, c);
            assertThat(got).containsExactly("a3", "b4", "c5");
        });
    }

    @Test
    void aGetterThatFindsItsItemGoneIsNotOvertakenByOneThatWasWokenWithIt(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>();
            List<String> got = new ArrayList<>();
            Task<Void> a = party.begin("a", () -> got.add("a" + queue.get()));
            Event asked = new Event();
            Task<Void> puts = party.begin("puts", () -> {
                asked.await();
                queue.putNoWait("3");
            });
            Task<Void> b = party.begin("b", () -> got.add("b" + queue.get()));
            TaskOutcomes.settle();
            queue.putNoWait("1");
            asked.set();
            queue.putNoWait("2");
            assertThat(queue.getNoWait() + queue.getNoWait()).isEqualTo("12");
            TaskOutcomes.end(puts);
            TaskOutcomes.settle();
            assertThat(got).containsExactly("a3");
            queue.putNoWait("4");
            TaskOutcomes.end(a, b);
            assertThat(got).containsExactly("a3", "b4");
        });
    }

    @Test
    void aPutterThatFindsItsRoomTakenKeepsItsPlace(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>(1);
            queue.putNoWait("0");
            Task<Void> a = party.begin("a", () -> queue.put("a"));
            Task<Void> b = party.begin("b", () -> queue.put("b"));
            TaskOutcomes.settle();
            assertThat(queue.getNoWait()).isEqualTo("0");
            queue.putNoWait("1");
            TaskOutcomes.settle();
            assertThat(List.of(queue.get(), queue.get(), queue.get())).containsExactly("1", "a", "b");
            TaskOutcomes.end(a, b);
        });
    }

    @Test
    @Tag("Q1")
    void anItemForACancelledGetterGoesToTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>();
            Task<Void> first = party.begin("first", queue::get);
            Task<Void> second =
                    party.begin("second", () -> assertThat(queue.get()).isEqualTo("item"));
            TaskOutcomes.settle();
            queue.putNoWait("item");
            first.cancel();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
            assertThat(queue.isEmpty()).isTrue();
        });
    }

    @Test
    void ofSeveralWokenGettersTheCancelledOneLeavesItsItemToALaterOne(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>();
            List<String> got = new ArrayList<>();
            Task<Void> a = party.begin("a", () -> got.add("a" + queue.get()));
            Task<Void> b = party.begin("b", () -> got.add("b" + queue.get()));
            Task<Void> c = party.begin("c", () -> got.add("c" + queue.get()));
            TaskOutcomes.settle();
            queue.putNoWait("1");
            queue.putNoWait("2");
            b.cancel();
            TaskOutcomes.end(a, b, c);
            assertThat(got).containsExactly("a1", "c2");
        });
    }

    @Test
    void roomForACancelledPutterGoesToTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>(1);
            queue.put("0");
            Task<Void> first = party.begin("first", () -> queue.put("first"));
            Task<Void> second = party.begin("second", () -> queue.put("second"));
            TaskOutcomes.settle();
            assertThat(queue.getNoWait()).isEqualTo("0");
            first.cancel();
            TaskOutcomes.end(first, second);
            assertThat(party.events).containsExactly("first cancelled", "second");
            assertThat(queue.getNoWait()).isEqualTo("second");
        });
    }

    @Test
    void cancelledWaitersAreForgotten(EventLoop loop) {
        InTask.run(loop, () -> {
            TaskOutcomes party = new TaskOutcomes();
            Queue<String> queue = new Queue<>(1);
            List<Task<Void>> getters = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                getters.add(party.begin("getter", queue::get));
            }
            TaskOutcomes.settle();
            assertThat(queue.toString()).contains("getters=5");
            for (Task<Void> getter : getters) {
                getter.cancel();
                TaskOutcomes.end(getter);
            }
            assertThat(queue.toString()).contains("getters=0");
            queue.put("a");
            assertThat(queue.get()).isEqualTo("a");
        });
    }
}
