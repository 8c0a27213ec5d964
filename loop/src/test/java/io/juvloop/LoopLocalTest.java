package io.juvloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.testing.Allocated;
import io.juvloop.testing.InTask;
import io.juvloop.testing.LoopChoice;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Reported;
import io.juvloop.testing.TaskTest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// One value for each loop.
@TaskTest
class LoopLocalTest {
    private static final int TRIES = 100;

    private final List<String> ended = new ArrayList<>();

    private LoopLocal<StringBuilder> local(String name) {
        return LoopLocal.withInitial(loop -> new StringBuilder(name), value -> ended.add(value.toString()));
    }

    @Test
    void itIsMadeAtFirstUseAndIsTheSameInCallbacksTasksAndOutside(EventLoop loop) {
        LoopLocal<StringBuilder> local = local("value");
        StringBuilder value = local.get(loop);
        List<StringBuilder> seen = new ArrayList<>();
        loop.callSoon(() -> seen.add(local.get()));
        InTask.run(loop, () -> seen.add(local.get()));
        assertThat(seen).hasSize(2).allMatch(one -> one == value);
    }

    @Test
    void eachLoopHasItsOwn(EventLoop loop) {
        LoopLocal<EventLoop> local = LoopLocal.withInitial(owner -> owner);
        try (EventLoop other = LoopChoice.newLoop()) {
            assertThat(local.get(loop)).isSameAs(loop);
            assertThat(local.get(other)).isSameAs(other);
        }
    }

    @Test
    void nullIsAValue(EventLoop loop) {
        List<String> made = new ArrayList<>();
        LoopLocal<@Nullable String> local = LoopLocal.withInitial(owner -> {
            made.add("made");
            return null;
        });
        assertThat(local.get(loop)).isNull();
        assertThat(local.get(loop)).isNull();
        assertThat(made).hasSize(1);
    }

    @Test
    void valuesEndWithTheLoopTheLastMadeFirst(EventLoop loop) {
        LoopLocal<StringBuilder> inner = local("inner");
        LoopLocal<StringBuilder> outer = LoopLocal.withInitial(
                owner -> new StringBuilder("outer of ").append(inner.get(owner)), value -> ended.add(value.toString()));
        outer.get(loop);
        loop.addCloseAction(() -> ended.add("action, " + inner.get()));
        loop.close();
        assertThat(ended).containsExactly("action, inner", "outer of inner", "inner");
        assertThatIllegalStateException().isThrownBy(() -> inner.get(loop)).withMessage("the event loop is closed");
    }

    @Test
    void oneThatWasNeverUsedIsNotMadeAtTheEnd(EventLoop loop) {
        LoopLocal<StringBuilder> local = local("value");
        loop.addCloseAction(
                () -> assertThatIllegalStateException().isThrownBy(local::get).withMessage("the event loop is closed"));
        loop.close();
        assertThat(ended).isEmpty();
    }

    @Test
    void removingEndsItAtOnceAndTheNextUseMakesAnother(EventLoop loop) {
        LoopLocal<StringBuilder> local = local("value");
        assertThat(local.remove(loop)).isFalse();
        StringBuilder first = local.get(loop);
        assertThat(local.remove(loop)).isTrue();
        assertThat(ended).containsExactly("value");
        assertThat(local.get(loop)).isNotSameAs(first);
        loop.close();
        assertThat(ended).containsExactly("value", "value");
        assertThat(local.remove(loop)).isFalse();
    }

    @Test
    void oneThatFailedIsMadeAgain(EventLoop loop) {
        List<String> tries = new ArrayList<>();
        LoopLocal<String> local = LoopLocal.withInitial(owner -> {
            tries.add("try");
            if (tries.size() == 1) {
                throw new IllegalArgumentException("on purpose");
            }
            return "value";
        });
        assertThatIllegalArgumentException().isThrownBy(() -> local.get(loop)).withMessage("on purpose");
        assertThat(local.get(loop)).isEqualTo("value");
    }

    @Test
    void anEndThatFailsIsReportedAndTheOthersEnd(EventLoop loop, Reported reported) {
        local("first").get(loop);
        LoopLocal.withInitial(owner -> "value", value -> {
                    throw new IllegalArgumentException("on purpose");
                })
                .get(loop);
        local("last").get(loop);
        loop.close();
        assertThat(ended).containsExactly("last", "first");
        assertThat(reported.only().exception()).hasMessage("on purpose");
    }

    @Test
    void whileItIsMadeNobodyElseGetsIt(EventLoop loop) {
        List<LoopLocal<String>> itself = new ArrayList<>();
        LoopLocal<String> local =
                LoopLocal.withInitial(owner -> itself.getFirst().get(owner));
        itself.add(local);
        assertThatIllegalStateException().isThrownBy(() -> local.get(loop)).withMessageContaining("is being made");

        LoopLocal<String> waiting = LoopLocal.withInitial(owner -> {
            Async.sleep(Duration.ZERO);
            return "value";
        });
        InTask.run(loop, () -> {
            Task<String> first = loop.createTask(() -> waiting.get());
            Async.sleep(Duration.ZERO);
            assertThatIllegalStateException().isThrownBy(waiting::get).withMessageContaining("is being made");
            assertThatIllegalStateException().isThrownBy(() -> waiting.remove(loop));
            assertThat(Async.await(first)).isEqualTo("value");
        });
    }

    @Test
    void anotherThreadIsRefused(EventLoop loop) {
        LoopLocal<StringBuilder> local = local("value");
        local.get(loop);
        OtherThread.run(() -> {
            assertThatIllegalStateException().isThrownBy(() -> local.get(loop));
            assertThatIllegalStateException().isThrownBy(local::get);
            assertThatIllegalStateException().isThrownBy(() -> local.remove(loop));
        });
    }

    @Test
    void readingOneAllocatesNothing(EventLoop loop) {
        LoopLocal<StringBuilder> local = local("value");
        local.get(loop);
        assertThat(Allocated.perRun(() -> local.get(loop))).isZero();
    }

    @Test
    void aLoopThatIsCollectedTakesItsValuesAlong(EventLoop unused) {
        LoopLocal<List<EventLoop>> local = LoopLocal.withInitial(List::of, value -> {});
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            EventLoop loop = LoopChoice.newLoop();
            gone.add(new WeakReference<>(local.get(loop)));
            gone.add(new WeakReference<>(loop));
            loop.close();
        }
        assertCollected(gone);
        assertThat(local).isNotNull();
    }

    @Test
    void aLocalThatIsRemovedIsLetGoByTheLoop(EventLoop loop) {
        List<WeakReference<Object>> gone = new ArrayList<>();
        LoopLocal<StringBuilder> local = local("value");
        gone.add(new WeakReference<>(local.get(loop)));
        gone.add(new WeakReference<>(local));
        local.remove(loop);
        local = local("other");
        assertCollected(gone);
        assertThat(local.get(loop)).hasToString("other");
    }

    private static void assertCollected(List<WeakReference<Object>> gone) {
        for (int i = 0; i < TRIES && gone.stream().anyMatch(one -> one.get() != null); i++) {
            System.gc();
        }
        assertThat(gone).allMatch(one -> one.get() == null);
    }
}
