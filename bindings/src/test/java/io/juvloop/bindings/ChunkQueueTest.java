package io.juvloop.bindings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Queued chunks leave in order, in few calls, and go back to their pool.
@Tag("polling")
class ChunkQueueTest {
    private final TestLoop loop = new TestLoop();
    private final ChunkPool pool = new ChunkPool(loop.uv());
    private final ChunkQueue queue = new ChunkQueue();
    private final StringBuilder received = new StringBuilder();
    private final boolean[] connected = new boolean[1];
    private final Conversation conversation =
            new Conversation(loop.uv(), new ReadEvents()).whenConnected(stream -> connected[0] = true);

    @AfterEach
    void close() {
        queue.clear(pool);
        assertThat(queue.bytes()).isZero();
        assertThat(pool.bytesInUse()).isZero();
        loop.close();
    }

    private Chunk add(String text) {
        Chunk chunk = queue.extend(text.length(), pool);
        chunk.put(text.getBytes(US_ASCII), 0, text.length());
        queue.grown(text.length());
        return chunk;
    }

    private UvTcp connect() {
        loop.runUntil(() -> connected[0] && conversation.far().peerName().isPresent());
        new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                received.append(new String(bytes, US_ASCII));
            }
        }.of(conversation.far());
        conversation.far().readStart();
        return conversation.near();
    }

    @Test
    void aQueueIsFirstInFirstOutHoweverLongItGets() {
        List<Chunk> chunks = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 3; i++) {
                chunks.add(add("ab"));
                assertThat(queue.last()).isSameAs(chunks.getLast());
            }
            assertThat(queue.first()).isSameAs(chunks.getFirst());
            assertThat(queue.bytes()).isEqualTo(2L * chunks.size());
            queue.release(pool);
            chunks.removeFirst();
            assertThat(queue.count()).isEqualTo(chunks.size());
            for (int i = 0; i < chunks.size(); i++) {
                assertThat(queue.get(i)).isSameAs(chunks.get(i));
            }
        }
        assertThat(queue.bytes()).isEqualTo(80);
    }

    @Test
    void anEmptyQueueHasNothing() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.last()).isNull();
        assertThatThrownBy(queue::first).hasMessage("the queue is empty");
        assertThatThrownBy(() -> queue.release(pool)).hasMessage("the queue is empty");
        assertThatThrownBy(() -> queue.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void manyChunksLeaveSixteenAtATimeInTheirOrder() {
        UvTcp near = connect();
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            add(i + ",");
            sent.append(i).append(',');
        }
        int calls = 0;
        while (!queue.isEmpty()) {
            assertThat(queue.tryWrite(near, pool)).isPositive();
            calls++;
        }
        assertThat(calls).isEqualTo(3);
        loop.runUntil(() -> received.length() == sent.length());
        assertThat(received).hasToString(sent.toString());
    }

    @Test
    void whatIsPutIntoTheLastChunkLeavesWithIt() {
        UvTcp near = connect();
        Chunk last = add("ab");
        assertThat(queue.last()).isSameAs(last);
        last.put("cd".getBytes(US_ASCII), 0, 2);
        queue.grown(2);
        assertThat(queue.bytes()).isEqualTo(4);
        assertThat(queue.tryWrite(near, pool)).isEqualTo(4);
        assertThat(queue.isEmpty()).isTrue();
        loop.runUntil(() -> received.length() == 4);
        assertThat(received).hasToString("abcd");
    }

    @Test
    void theBeginningOfAChunkIsMovedAndItsEndStays() {
        Chunk chunk = add("abcde");
        add("f");
        Chunk[] moved = new Chunk[2];
        assertThat(queue.moveFirst(moved, 1, 3, pool)).isEqualTo(3);
        assertThat(moved).containsExactly(null, chunk);
        assertThat(chunk.size()).isEqualTo(3);
        assertThat(queue.bytes()).isEqualTo(3);
        assertThat(queue.count()).isEqualTo(2);
        assertThat(queue.first().at(0)).isEqualTo((byte) 'd');
        assertThat(queue.moveFirst(moved, 0, 3, pool)).isEqualTo(2);
        assertThat(queue.bytes()).isEqualTo(1);
        assertThat(queue.first()).isSameAs(queue.last());
        pool.release(moved[0]);
        pool.release(moved[1]);
    }

    @Test
    void anErrorLeavesTheChunksWhereTheyAre() {
        add("ab");
        UvTcp unconnected = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(queue.tryWrite(unconnected, pool)).isNegative();
        assertThat(queue.bytes()).isEqualTo(2);
        unconnected.close();
        assertThatThrownBy(() -> queue.tryWrite(unconnected, pool)).isInstanceOf(IllegalStateException.class);
        assertThat(queue.bytes()).isEqualTo(2);
    }
}
