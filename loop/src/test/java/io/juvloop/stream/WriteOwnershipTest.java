package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes belong to the transport once a write has returned: the buffer may be overwritten at once.
@LoopTest
class WriteOwnershipTest {
    /// The kinds of memory that a payload is written from, which is overwritten right afterwards.
    enum Memory {
        ARRAY {
            @Override
            void writeAndOverwrite(Transport transport, byte[] payload) {
                byte[] copy = payload.clone();
                transport.write(copy);
                Arrays.fill(copy, (byte) 0x55);
            }
        },
        HEAP_BUFFER {
            @Override
            void writeAndOverwrite(Transport transport, byte[] payload) {
                ByteBuffer copy = ByteBuffer.wrap(payload.clone());
                transport.write(copy);
                Arrays.fill(copy.array(), (byte) 0x55);
            }
        },
        DIRECT_BUFFER {
            @Override
            void writeAndOverwrite(Transport transport, byte[] payload) {
                ByteBuffer copy = ByteBuffer.allocateDirect(payload.length);
                transport.write(copy.put(payload).flip());
                MemorySegment.ofBuffer(copy.clear()).fill((byte) 0x55);
            }
        },
        HEAP_SEGMENT {
            @Override
            void writeAndOverwrite(Transport transport, byte[] payload) {
                MemorySegment copy = MemorySegment.ofArray(payload.clone());
                transport.write(copy);
                copy.fill((byte) 0x55);
            }
        },
        NATIVE_SEGMENT {
            @Override
            void writeAndOverwrite(Transport transport, byte[] payload) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment copy = arena.allocate(payload.length);
                    copy.copyFrom(MemorySegment.ofArray(payload));
                    transport.write(copy);
                    copy.fill((byte) 0x55);
                }
            }
        };

        abstract void writeAndOverwrite(Transport transport, byte[] payload);
    }

    record Case(Memory memory, int size, boolean queueing, boolean inCallback) {}

    static Stream<Case> cases() {
        return Arrays.stream(Memory.values())
                .flatMap(memory -> Stream.of(100, 5_000, 300_000)
                        .flatMap(size -> Stream.of(false, true)
                                .flatMap(queueing -> Stream.of(false, true)
                                        .map(inside -> new Case(memory, size, queueing, inside)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMemoryMayBeOverwrittenRightAfterTheWrite(Case how, EventLoop loop) throws IOException {
        byte[] payload = Payload.of(how.size, 42);
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop)) {
            Transport transport = pair.clientTransport();
            pair.serverTransport().pauseReading();
            int before = how.queueing ? Flood.untilQueueing(transport) : 0;
            Runnable write = () -> {
                how.memory.writeAndOverwrite(transport, payload);
                how.memory.writeAndOverwrite(transport, payload);
            };
            if (how.inCallback) {
                InCallback.run(loop, write);
            } else {
                write.run();
            }
            pair.serverTransport().resumeReading();
            int expected = before + 2 * how.size;
            Await.until(loop, "all bytes", () -> pair.server().receivedCount() >= expected);
            byte[] received = pair.server().received();
            assertThat(received).hasSize(expected);
            assertThat(Arrays.copyOfRange(received, before, before + how.size)).isEqualTo(payload);
            assertThat(Arrays.copyOfRange(received, before + how.size, expected))
                    .isEqualTo(payload);
        }
    }
}
