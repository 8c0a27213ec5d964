package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams that are made, written, stopped, started and closed at random: each receives exactly its own bytes, in
/// order, and no event once it is closed.
@Tag("polling")
class ManyStreamsTest {
    private static final int STEPS = 4000;
    private static final int MOST = 60;
    private static final int LONGEST = 300;

    private final TestLoop loop = new TestLoop();
    private final MemorySegment memory = loop.uv().allocate(LONGEST);
    private final List<Pair> pairs = new ArrayList<>();
    private int made;

    @AfterEach
    void close() {
        loop.close();
    }

    /// A connection: the bytes that the far end has sent and the near end has received.
    private final class Pair extends ReadEvents {
        private final int first = made++;
        private final UvPipe near = new UvPipe(loop.uv(), this);
        private final UvPipe far = new UvPipe(loop.uv(), new StreamEvents() {});
        private int sent;
        private int received;
        private boolean ended;
        private String fault = "";

        Pair() {
            SocketPair ends = new SocketPair();
            near.open(ends.near());
            far.open(ends.far());
            of(near);
            near.readStart();
        }

        @Override
        void onResult(byte[] bytes, int result) {
            if (!near.isOpen()) {
                fault = "an event after the close";
            }
            for (byte one : bytes) {
                if (one != (byte) (first + received++)) {
                    fault = "a wrong byte";
                }
            }
            if (result < 0) {
                ended = true;
                if (far.isOpen() || received != sent) {
                    fault = UvErrors.name(result) + " after " + received + " of " + sent;
                }
            }
        }

        @Override
        public void onWritable() {
            near.awaitWritable(false);
        }

        void send(int count) {
            if (far.isOpen()) {
                for (int i = 0; i < count; i++) {
                    Memory.putByte(memory.address() + i, (byte) (first + sent + i));
                }
                int taken = far.tryWrite(memory.address(), count);
                sent += Math.max(taken, 0);
            }
        }

        boolean isDone() {
            return !near.isOpen() || (received == sent && (far.isOpen() || ended));
        }
    }

    private void step(Random random) {
        if (pairs.isEmpty() || (pairs.size() < MOST && random.nextInt(10) == 0)) {
            pairs.add(new Pair());
        }
        Pair pair = pairs.get(random.nextInt(pairs.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> pair.send(1 + random.nextInt(LONGEST));
            case 4 -> ifOpen(pair, pair.near::readStop);
            case 5, 6 -> ifOpen(pair, pair.near::readStart);
            case 7 ->
                ifOpen(pair, () -> pair.near.awaitWritable(loop.uv().driver().pollsStreams()));
            case 8 -> closeSome(random, pair);
            default -> loop.uv().run(UvLoop.RUN_NOWAIT);
        }
    }

    private void ifOpen(Pair pair, Runnable action) {
        if (pair.near.isOpen() && !pair.ended) {
            action.run();
        }
    }

    private void closeSome(Random random, Pair pair) {
        if (random.nextBoolean()) {
            pair.far.close();
        }
        if (random.nextInt(3) == 0) {
            pair.near.close();
            pair.far.close();
            pairs.remove(pair);
            assertThat(pair.fault).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachHasItsOwnBytesAndNothingElse(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            step(random);
        }
        pairs.forEach(pair -> ifOpen(pair, pair.near::readStart));
        loop.runUntil(() -> pairs.stream().allMatch(Pair::isDone));
        assertThat(pairs).allSatisfy(pair -> assertThat(pair.fault).isEmpty());
        assertThat(made).isGreaterThan(MOST);
        assertThat(loop.takeEscapes()).isEmpty();
    }
}
