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
        while (!queue.isEmpty()) {
            pool.release(queue.remove());
        }
        assertThat(queue.bytes()).isZero();
        assertThat(pool.bytesInUse()).isZero();
        loop.close();
    }

    private Chunk chunk(String text) {
        Chunk chunk = pool.acquire(text.length());
        chunk.put(text.getBytes(US_ASCII), 0, text.length());
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
                chunks.add(chunk("ab"));
                queue.add(chunks.getLast());
                assertThat(queue.last()).isSameAs(chunks.getLast());
            }
            assertThat(queue.first()).isSameAs(chunks.getFirst());
            assertThat(queue.bytes()).isEqualTo(2L * chunks.size());
            Chunk taken = queue.remove();
            assertThat(taken).isSameAs(chunks.removeFirst());
            pool.release(taken);
        }
        assertThat(queue.bytes()).isEqualTo(80);
    }

    @Test
    void anEmptyQueueHasNothing() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.last()).isNull();
        assertThatThrownBy(queue::first).hasMessage("the queue is empty");
        assertThatThrownBy(queue::remove).hasMessage("the queue is empty");
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void manyChunksLeaveSixteenAtATimeInTheirOrder() {
        UvTcp near = connect();
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            queue.add(chunk(i + ","));
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
        queue.add(chunk("ab"));
        Chunk last = queue.last();
        last.put("cd".getBytes(US_ASCII), 0, 2);
        queue.grown(2);
        assertThat(queue.bytes()).isEqualTo(4);
        assertThat(queue.tryWrite(near, pool)).isEqualTo(4);
        assertThat(queue.isEmpty()).isTrue();
        loop.runUntil(() -> received.length() == 4);
        assertThat(received).hasToString("abcd");
    }

    @Test
    void anErrorLeavesTheChunksWhereTheyAre() {
        queue.add(chunk("ab"));
        UvTcp unconnected = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(queue.tryWrite(unconnected, pool)).isNegative();
        assertThat(queue.bytes()).isEqualTo(2);
        unconnected.close();
        assertThatThrownBy(() -> queue.tryWrite(unconnected, pool)).isInstanceOf(IllegalStateException.class);
        assertThat(queue.bytes()).isEqualTo(2);
    }
}
