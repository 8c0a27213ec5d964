package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A native loop: run, stopped, closed, and the calls it refuses.
@Tag("polling")
class UvLoopTest {
    private static final AddressLookup.Query QUERY = AddressLookup.Query.ofStream("127.0.0.1", 1);

    @Test
    void closeWithSomethingOpenIsBusyAndFreesNothing() {
        UvLoop loop = UvLoop.create(thrown -> {});
        MemorySegment memory = loop.allocate(8);
        UvTimer timer = new UvTimer(loop, () -> {});
        assertThatThrownBy(loop::close)
                .isInstanceOfSatisfying(
                        UvFailure.class, failure -> assertThat(failure.code()).isEqualTo(UvErrors.code("EBUSY")))
                .hasMessageStartingWith("uv_loop_close: EBUSY");
        memory.set(ValueLayout.JAVA_LONG, 0, 42);
        assertThat(memory.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        timer.close();
        assertThatThrownBy(loop::close).hasMessageStartingWith("uv_loop_close: EBUSY");
        loop.run(UvLoop.RUN_DEFAULT);
        loop.close();
        assertThat(memory.scope().isAlive()).isFalse();
    }

    @Test
    void closingAgainIsHarmless() {
        UvLoop loop = UvLoop.create(thrown -> {});
        loop.close();
        loop.close();
        assertThat(loop.bytesInUse()).isZero();
    }

    @Test
    void everyCallOnAClosedLoopSaysSo() {
        UvLoop loop = UvLoop.create(thrown -> {});
        loop.close();
        List<Throwable> refusals = new ArrayList<>();
        refusals.add(catchThrowable(() -> loop.run(UvLoop.RUN_NOWAIT)));
        refusals.add(catchThrowable(loop::stop));
        refusals.add(catchThrowable(loop::updateTime));
        refusals.add(catchThrowable(() -> new UvTimer(loop, () -> {})));
        refusals.add(catchThrowable(() -> new UvTcp(loop, new StreamEvents() {})));
        refusals.add(catchThrowable(() -> AddressLookup.start(loop, QUERY, (status, found) -> {})));
        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the native loop is closed"));
        assertThatThrownBy(() -> loop.allocate(8)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeFromInsideItsOwnRunIsRefused() {
        try (TestLoop loop = new TestLoop()) {
            UvTcp last = new UvTcp(loop.uv(), new StreamEvents() {
                @Override
                public void onClosed() {
                    loop.uv().close();
                }
            });
            last.close();
            loop.runToTheEnd();
            assertThat(loop.takeEscapes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            IllegalStateException.class,
                            refusal ->
                                    assertThat(refusal).hasMessage("the native loop is running and cannot be closed"));
        }
    }

    @Test
    void runFromInsideItsOwnRunIsRefused() {
        try (TestLoop loop = new TestLoop()) {
            new UvTimer(loop.uv(), () -> loop.uv().run(UvLoop.RUN_NOWAIT)).start(0);
            loop.runToTheEnd();
            assertThat(loop.takeEscapes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            IllegalStateException.class,
                            refusal -> assertThat(refusal)
                                    .hasMessage("the native loop is running and cannot be run again"));
        }
    }

    @Test
    void loopMayRunInsideAnotherAndEachKeepsItsOwnEscapes() {
        try (TestLoop outer = new TestLoop();
                TestLoop inner = new TestLoop()) {
            RuntimeException ofInner = new IllegalStateException("of the inner");
            RuntimeException ofOuter = new IllegalStateException("of the outer");
            new UvTimer(inner.uv(), () -> {
                        throw ofInner;
                    })
                    .start(0);
            new UvTimer(outer.uv(), () -> {
                        inner.runToTheEnd();
                        throw ofOuter;
                    })
                    .start(0);
            outer.runToTheEnd();
            assertThat(inner.takeEscapes()).containsExactly(ofInner);
            assertThat(outer.takeEscapes()).containsExactly(ofOuter);
        }
    }

    @Test
    void stopEndsTheRunAfterTheIteration() {
        try (TestLoop loop = new TestLoop()) {
            int[] fired = new int[1];
            UvTimer[] timer = new UvTimer[1];
            timer[0] = new UvTimer(loop.uv(), () -> {
                timer[0].start(1);
                if (++fired[0] == 3) {
                    loop.uv().stop();
                }
            });
            timer[0].start(0);
            loop.uv().run(UvLoop.RUN_DEFAULT);
            assertThat(fired[0]).isEqualTo(3);
            assertThat(timer[0].isOpen()).isTrue();
        }
    }

    @Test
    void failureOfTheHandlerOfEscapesStopsTheRunAndIsItsCause() {
        Error worse = new AssertionError("the handler itself");
        UvLoop loop = UvLoop.create(thrown -> {
            throw worse;
        });
        UvTimer failing = new UvTimer(loop, () -> {
            throw new IllegalStateException("the callback");
        });
        UvTimer waiting = new UvTimer(loop, () -> {});
        failing.start(0);
        waiting.start(1_000_000);
        assertThatThrownBy(() -> loop.run(UvLoop.RUN_DEFAULT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a callback failed and could not be reported")
                .hasCause(worse);
        failing.close();
        waiting.close();
        loop.run(UvLoop.RUN_DEFAULT);
        loop.close();
    }

    @Test
    void loopsAreManyAndTheirCallbacksDoNotMix() {
        List<TestLoop> loops = new ArrayList<>();
        int[] fired = new int[100];
        for (int i = 0; i < fired.length; i++) {
            int index = i;
            TestLoop loop = new TestLoop();
            loops.add(loop);
            new UvTimer(loop.uv(), () -> fired[index]++).start(0);
        }
        loops.get(57).runToTheEnd();
        assertThat(fired[57]).isEqualTo(1);
        loops.forEach(TestLoop::runToTheEnd);
        assertThat(fired).containsOnly(1);
        loops.forEach(TestLoop::close);
    }

    @Test
    void wordOfAClosedLoopFindsNothing() {
        TestLoop loop = new TestLoop();
        long word = new UvTimer(loop.uv(), () -> {}).word;
        assertThat(UvLoop.byId(SlotTable.loopId(word))).isSameAs(loop.uv());
        loop.close();
        assertThat(UvLoop.byId(SlotTable.loopId(word))).isNull();
        assertThat(UvLoop.byId(0xffff)).isNull();
    }

    @Test
    void whatLivesIsListed() {
        try (TestLoop loop = new TestLoop()) {
            UvTimer timer = new UvTimer(loop.uv(), () -> {});
            UvAsync async = new UvAsync(loop.uv(), () -> {});
            AddressLookup lookup = AddressLookup.start(loop.uv(), QUERY, (status, found) -> {});
            assertThat(loop.uv().handles()).containsExactly(timer, async);
            assertThat(loop.uv().requests()).containsExactly(lookup);
            timer.close();
            assertThat(loop.uv().handles()).as("closing is not closed").contains(timer);
        }
    }
}
