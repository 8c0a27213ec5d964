package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which handle is given memory to read into, how much, and that each of them has a turn.
class ReceiveMemoryTest {
    private static final int RUNS = 300;
    private static final long NEVER = ReceiveMemory.NEVER;
    private static final int EIGHT = ReceiveMemory.PLACES_AT_ONCE;

    private final TestLoop loop = new TestLoop();
    private final ReceiveMemory memory = new ReceiveMemory(loop.uv());
    private final long buf = loop.uv().allocate(Abi.BUF_SIZE).address();
    private final long base = memory.segment().address();

    @AfterEach
    void close() {
        loop.close();
    }

    private long from() {
        return Abi.base(buf) - base;
    }

    private long size() {
        return Memory.getLong(buf + Abi.BUF_LEN);
    }

    @Test
    void aStreamKeepsOnlyWhatItHasRead() {
        memory.begin();
        assertThat(memory.provideForStream(buf, NEVER)).isTrue();
        assertThat(from()).isZero();
        assertThat(size()).isEqualTo(ReceiveMemory.PLACE);
        memory.keep(base, 100);
        assertThat(memory.provideForStream(buf, NEVER)).isTrue();
        assertThat(from()).isBetween(100L, 200L);
        assertThat(memory.provideForStream(buf, NEVER)).isTrue();
        assertThat(from()).as("nothing was read").isBetween(100L, 200L);
    }

    @Test
    void datagramsHavePlacesOfTheirOwnBehindWhatStreamsHaveRead() {
        memory.begin();
        assertThat(memory.provideForStream(buf, NEVER)).isTrue();
        memory.keep(base, 1);
        assertThat(memory.provideForDatagrams(buf, NEVER, EIGHT)).isTrue();
        assertThat(from()).isEqualTo(ReceiveMemory.PLACE);
        assertThat(size()).isEqualTo((long) EIGHT * ReceiveMemory.PLACE);
        assertThat(memory.provideForDatagrams(buf, NEVER, 1)).isTrue();
        assertThat(from()).isEqualTo((1L + EIGHT) * ReceiveMemory.PLACE);
        assertThat(memory.provideForStream(buf, NEVER)).isTrue();
        assertThat(from()).isEqualTo((2L + EIGHT) * ReceiveMemory.PLACE);
    }

    @Test
    void whatIsFullGivesNothingUntilTheNextRun() {
        memory.begin();
        for (int i = 0; i < ReceiveMemory.PLACES; i++) {
            assertThat(memory.provideForStream(buf, NEVER)).isTrue();
            memory.keep(Abi.base(buf), size());
        }
        assertThat(memory.provideForStream(buf, NEVER)).isFalse();
        assertThat(Abi.base(buf)).isZero();
        assertThat(size()).isZero();
        assertThat(memory.provideForDatagrams(buf, NEVER, 1)).isFalse();
        memory.begin();
        assertThat(memory.provideForDatagrams(buf, NEVER, 1)).isTrue();
        assertThat(from()).isZero();
    }

    @Test
    void theLastByteIsInside() {
        memory.begin();
        for (int i = 0; i < ReceiveMemory.PLACES; i++) {
            assertThat(memory.provideForStream(buf, NEVER)).isTrue();
            assertThat(from() + size()).isLessThanOrEqualTo(memory.segment().byteSize());
            memory.keep(Abi.base(buf), size() - 1);
        }
    }

    /// A handle that always has more to read, and asks in each run, always in the same order.
    private final class Busy {
        private final int places;
        private long lastRun = NEVER;
        private int turns;

        Busy(int places) {
            this.places = places;
        }

        void ask() {
            if (provide()) {
                lastRun = memory.run();
                turns++;
                if (places == 0) {
                    memory.keep(Abi.base(buf), size());
                }
            }
        }

        private boolean provide() {
            return places == 0
                    ? memory.provideForStream(buf, lastRun)
                    : memory.provideForDatagrams(buf, lastRun, places);
        }
    }

    private static List<Busy> busy(int count, java.util.function.IntFunction<Busy> each) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(each).toList());
    }

    private void run(List<Busy> all) {
        memory.begin();
        all.forEach(Busy::ask);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 9, 33, 100})
    void everyBusySocketHasItsTurnsAndNobodyMoreThanOthers(int count) {
        List<Busy> sockets = busy(count, i -> new Busy(EIGHT));
        for (int i = 0; i < RUNS; i++) {
            run(sockets);
        }
        assertThat(spread(sockets)).isLessThanOrEqualTo(1);
        assertThat(sockets).allMatch(socket -> socket.turns > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 100})
    void everyBusyStreamHasItsTurnsAndNobodyMoreThanOthers(int count) {
        List<Busy> streams = busy(count, i -> new Busy(0));
        for (int i = 0; i < RUNS; i++) {
            run(streams);
        }
        assertThat(spread(streams)).isLessThanOrEqualTo(1);
        assertThat(streams).allMatch(stream -> stream.turns > 0);
    }

    private static int spread(List<Busy> all) {
        return all.stream().mapToInt(one -> one.turns).max().orElseThrow()
                - all.stream().mapToInt(one -> one.turns).min().orElseThrow();
    }

    @Test
    void datagramsHaveTheirTurnBehindStreamsThatTakeAll() {
        List<Busy> all = busy(40, i -> new Busy(0));
        Busy socket = new Busy(EIGHT);
        all.add(socket);
        for (int i = 0; i < RUNS; i++) {
            run(all);
        }
        assertThat(socket.turns).isGreaterThan(RUNS / 10);
    }

    @Test
    void aStreamThatTakesAllAloneWaitsForNobody() {
        long lastRun = NEVER;
        for (int i = 0; i < RUNS; i++) {
            memory.begin();
            assertThat(memory.provideForStream(buf, lastRun)).isTrue();
            lastRun = memory.run();
            while (memory.provideForStream(buf, lastRun)) {
                memory.keep(Abi.base(buf), size());
            }
        }
    }

    @Test
    void whoWasRefusedAndAsksNoMoreKeepsNobodyWaiting() {
        List<Busy> sockets = busy(5, i -> new Busy(EIGHT));
        run(sockets);
        sockets.removeLast();
        run(sockets);
        int[] before = sockets.stream().mapToInt(one -> one.turns).toArray();
        run(sockets);
        BooleanSupplier allAgain =
                () -> IntStream.range(0, before.length).allMatch(i -> sockets.get(i).turns == before[i] + 1);
        assertThat(allAgain.getAsBoolean()).isTrue();
    }
}
