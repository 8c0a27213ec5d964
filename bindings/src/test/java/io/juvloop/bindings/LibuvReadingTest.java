package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Streams that libuv reads in every mode, because handles may be passed over them: no byte is lost or mixed up,
/// however many streams have data.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its pipes are no sockets")
class LibuvReadingTest {
    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    /// Counts the bytes of one stream; they count up from the stream's own number.
    private static final class Counting implements StreamEvents {
        private final int first;
        private int bytes;
        private int reads;
        private boolean mixed;

        Counting(int first) {
            this.first = first;
        }

        @Override
        public void onRead(long from, int count, int handles) {
            reads++;
            for (int i = 0; i < count; i++, bytes++) {
                mixed |= Memory.getByte(from + i) != (byte) (first + bytes);
            }
        }
    }

    private MemorySegment counted(int size, int first) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (first + i);
        }
        MemorySegment memory = loop.uv().allocate(size);
        memory.copyFrom(MemorySegment.ofArray(bytes));
        return memory;
    }

    @Test
    void moreBytesThanThereIsMemoryForAllComeAndNobodyStarves() {
        int streams = 60;
        int wanted = 150_000;
        int[] sent = new int[streams];
        List<Counting> readers = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            Counting reader = new Counting(i);
            readers.add(reader);
            PassingPair pair = PassingPair.reading(loop.uv(), reader);
            pair.far().sendBufferSize(wanted);
            sent[i] = pair.far().tryWrite(counted(wanted, i));
        }
        assertThat((long) Arrays.stream(sent).sum()).isGreaterThan((long) ReceiveMemory.PLACES * ReceiveMemory.PLACE);
        for (int turn = 0; turn < 10; turn++) {
            loop.uv().run(UvLoop.RUN_NOWAIT);
        }
        assertThat(readers).allMatch(reader -> reader.reads > 0);
        loop.runUntil(() -> readers.stream().mapToInt(reader -> reader.bytes).sum()
                == Arrays.stream(sent).sum());
        for (int i = 0; i < streams; i++) {
            assertThat(readers.get(i).bytes).isEqualTo(sent[i]);
        }
        assertThat(readers).noneMatch(reader -> reader.mixed);
    }

    @Test
    void bytesBeforeAStopStillComeAndTheRestAfterTheNextStart() {
        List<Integer> counts = new ArrayList<>();
        PassingPair[] pair = new PassingPair[1];
        pair[0] = PassingPair.reading(loop.uv(), new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                counts.add(result);
                pair[0].near().readStop();
            }
        });
        MemorySegment one = loop.uv().allocate(1);
        pair[0].far().tryWrite(one.address(), 1);
        loop.runUntil(() -> counts.size() == 1);
        pair[0].far().tryWrite(one.address(), 1);
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(counts).hasSize(1);
        pair[0].near().readStart();
        loop.runUntil(() -> counts.size() == 2);
    }

    /// A handle that is accepted after reading was stopped must not make libuv report the same bytes in every
    /// iteration.
    @Test
    void aPipeThatWasStoppedBeforeItsHandleWasAcceptedIsNotWatched() {
        UvPipe[] accepted = new UvPipe[1];
        PassingPair[] pair = new PassingPair[1];
        pair[0] = PassingPair.reading(loop.uv(), new StreamEvents() {
            @Override
            public void onRead(long from, int count, int handles) {
                pair[0].near().readStop();
                accepted[0] = new UvPipe(loop.uv(), new StreamEvents() {});
                UvFailure.check("uv_accept", pair[0].near().acceptPassed(accepted[0]));
            }
        });
        ChunkPool pool = new ChunkPool(loop.uv());
        UvPipe passenger = new UvPipe(loop.uv(), new StreamEvents() {});
        SocketPair ends = new SocketPair();
        passenger.open(ends.near());
        WriteRequest request = new WriteRequest(loop.uv());
        WriteRequestTest.add(request, pool, (byte) 1).carry(passenger);
        UvFailure.check("uv_write2", request.submit(pair[0].far()));
        loop.runUntil(() -> accepted[0] != null);
        request.clear(pool);
        pair[0].far().tryWrite(loop.uv().allocate(1)); // stays unread
        loop.uv().run(UvLoop.RUN_NOWAIT);
        long begin = System.nanoTime();
        loop.uv().driver().poll(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(90));
        Descriptors.close(ends.far());
    }

    @Test
    void theEndComesOnceAndAfterTheBytes() {
        List<Integer> results = new ArrayList<>();
        PassingPair pair = PassingPair.reading(loop.uv(), new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                results.add(result);
            }
        });
        pair.far().tryWrite(loop.uv().allocate(3));
        pair.far().close();
        loop.runUntil(() -> results.size() == 2);
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(results).containsExactly(3, UvErrors.EOF);
    }

    @Test
    void closingWhatWasReadBesideItIsHarmless() {
        List<PassingPair> pairs = new ArrayList<>();
        int[] calls = new int[1];
        StreamEvents closing = new StreamEvents() {
            @Override
            public void onRead(long from, int count, int handles) {
                calls[0]++;
                pairs.forEach(pair -> pair.near().close());
            }
        };
        for (int i = 0; i < 3; i++) {
            pairs.add(PassingPair.reading(loop.uv(), closing));
            pairs.getLast().far().tryWrite(loop.uv().allocate(1));
        }
        loop.runUntil(() -> pairs.stream().allMatch(pair -> pair.near().state() == UvHandle.State.CLOSED));
        assertThat(calls[0]).isOne();
    }
}
