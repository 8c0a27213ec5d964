package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.ForeignMemory;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Memory that must not be read: the write throws, and none of it is sent.
@LoopTest
class UserMemoryTest {
    private static MemorySegment ofClosedArena(int size) {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(size);
        }
    }

    private static void refusesBoth(Transport transport, int size) {
        refuses(transport, ofClosedArena(size), "closed");
        try (ForeignMemory foreign = new ForeignMemory(size)) {
            refuses(transport, foreign.segment(), "another thread");
        }
    }

    private static void refuses(Transport transport, MemorySegment segment, String why) {
        ByteBuffer view = segment.asByteBuffer();
        List<ThrowingCallable> writes = List.of(
                () -> transport.write(segment), () -> transport.write(view), () -> transport.writeLines(List.of(view)));
        for (ThrowingCallable write : writes) {
            assertThatThrownBy(write)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(why);
        }
        assertThat(view.position()).isZero();
    }

    @Tag("J3")
    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {10, 4096, 200_000})
    void aSegmentOfAClosedOrForeignArenaIsRefusedAtTheWriteAndNothingIsSent(int size, EventLoop loop) {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            refusesBoth(transport, size);
            InCallback.run(loop, () -> refusesBoth(transport, size));
            transport.write("only this".getBytes(UTF_8));
            transport.close();
            pair.awaitLost();
            assertThat(pair.server().receivedText()).isEqualTo("only this");
            assertThat(pair.client().events()).containsExactly("made", "lost");
        }
    }

    @Tag("J3")
    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {10, 4096, 200_000})
    void theSameWhileOtherBytesQueue(int size, EventLoop loop) throws IOException {
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            pair.serverTransport().pauseReading();
            int flooded = Flood.untilQueueing(transport);
            long queued = transport.writeBufferSize();
            refusesBoth(transport, size);
            assertThat(transport.writeBufferSize()).isEqualTo(queued);
            transport.write("only this".getBytes(UTF_8));
            pair.serverTransport().resumeReading();
            Await.until(loop, () -> pair.server().receivedCount() >= flooded + 9);
            assertThat(pair.server().receivedCount()).isEqualTo(flooded + 9);
            assertThat(pair.server().receivedText()).endsWith("\0only this");
        }
    }
}
