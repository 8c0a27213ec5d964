package io.juvloop.bindings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writes that libuv queues: they keep their chunks until they end, and every end is reported.
@Tag("polling")
class WriteRequestTest {
    private final TestLoop loop = new TestLoop();
    private final ChunkPool pool = new ChunkPool(loop.uv());
    private final List<String> ends = new ArrayList<>();
    private final Conversation conversation = new Conversation(loop.uv(), new ReadEvents() {
        @Override
        public void onWritten(WriteRequest request, int status) {
            ends.add(status == 0 ? "written" : UvErrors.name(status));
            request.clear(pool);
        }
    });
    private final UvTcp near = conversation.near();

    @AfterEach
    void close() {
        loop.close();
        assertThat(pool.bytesInUse()).isZero();
    }

    @Test
    void chunksLeaveInTheirOrder() {
        UvTcp far = conversation.far();
        StringBuilder received = new StringBuilder();
        new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                received.append(new String(bytes, US_ASCII));
            }
        }.of(far);
        conversation.whenConnected(stream -> {
            WriteRequest request = new WriteRequest(loop.uv());
            for (char letter = 'a'; letter < 'a' + WriteRequest.MAX_CHUNKS; letter++) {
                assertThat(request.isFull()).isFalse();
                add(request, letter);
            }
            assertThat(request.isFull()).isTrue();
            assertThat(request.bytes()).isEqualTo(WriteRequest.MAX_CHUNKS);
            UvFailure.check("uv_write", request.submit(stream));
        });
        loop.runUntil(() -> !ends.isEmpty());
        far.readStart();
        loop.runUntil(() -> received.length() == WriteRequest.MAX_CHUNKS);
        assertThat(received).hasToString("abcdefghijklmnop");
        assertThat(ends).containsExactly("written");
    }

    @Test
    void requestServesAgainAfterItsEnd() {
        WriteRequest request = new WriteRequest(loop.uv());
        conversation.whenConnected(stream -> submit(request, stream));
        loop.runUntil(() -> ends.size() == 1);
        assertThat(request.bytes()).isZero();
        submit(request, near);
        loop.runUntil(() -> ends.size() == 2);
        assertThat(ends).containsExactly("written", "written");
        assertThat(loop.uv().counters().started(RequestType.WRITE)).isEqualTo(2);
    }

    @Test
    void writeThatWaitsWhenItsStreamClosesIsCancelledAndTold() {
        boolean[] waiting = new boolean[1];
        conversation.whenConnected(stream -> {
            // the far end never reads, so at last the kernel accepts no more
            while (stream.writeQueueSize() == 0) {
                submitLarge(stream);
            }
            waiting[0] = true;
        });
        loop.runUntil(() -> waiting[0]);
        near.close();
        loop.runUntil(() -> loop.uv().requests().isEmpty());
        assertThat(ends).contains("ECANCELED");
        assertThat((long) ends.size()).isEqualTo(loop.uv().counters().started(RequestType.WRITE));
    }

    @Test
    void closedStreamRefusesAndTheChunksStay() {
        WriteRequest request = new WriteRequest(loop.uv());
        add(request, 'x');
        near.close();
        assertThatThrownBy(() -> request.submit(near)).isInstanceOf(IllegalStateException.class);
        assertThat(request.bytes()).isEqualTo(1);
        request.clear(pool);
    }

    @Test
    void streamWithoutASocketRefusesByAnErrorAndTheChunksStay() {
        WriteRequest request = new WriteRequest(loop.uv());
        add(request, 'x');
        UvTcp unconnected = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(UvErrors.name(request.submit(unconnected))).isEqualTo("EBADF");
        assertThat(loop.uv().requests().stream().filter(WriteRequest.class::isInstance))
                .isEmpty();
        assertThat(request.bytes()).isEqualTo(1);
        request.clear(pool);
    }

    @Test
    void aClosedHandleIsNotPassedAndNoRequestIsLeft() {
        UvTcp passenger = new UvTcp(loop.uv(), new StreamEvents() {});
        WriteRequest request = new WriteRequest(loop.uv());
        add(request, pool, (byte) 'x').carry(passenger);
        passenger.close();
        assertThatThrownBy(() -> request.submit(near)).isInstanceOf(IllegalStateException.class);
        assertThat(loop.uv().requests().stream().filter(WriteRequest.class::isInstance))
                .isEmpty();
        assertThat(request.bytes()).isEqualTo(1);
        request.clear(pool);
    }

    private void submit(WriteRequest request, UvStream stream) {
        add(request, 'x');
        UvFailure.check("uv_write", request.submit(stream));
    }

    private void submitLarge(UvStream stream) {
        WriteRequest request = new WriteRequest(loop.uv());
        add(request, pool, new byte[ChunkPool.LARGEST]);
        UvFailure.check("uv_write", request.submit(stream));
    }

    private void add(WriteRequest request, char letter) {
        add(request, pool, (byte) letter);
    }

    /// Gives a request bytes to write.
    static Chunk add(WriteRequest request, ChunkPool pool, byte... bytes) {
        ChunkQueue queue = new ChunkQueue();
        Chunk chunk = queue.extend(bytes.length, pool);
        chunk.put(bytes, 0, bytes.length);
        queue.grown(bytes.length);
        request.take(queue, bytes.length, pool);
        return chunk;
    }
}
