package io.juvloop.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceViewTest {
    private static final int SIZE = 4000;
    private static final int OFFSET = 1000;
    private static final int LENGTH = 300;

    private final SourceView view = new SourceView(new EngineMemory(16));

    static Stream<MemorySegment> memory() {
        MemorySegment nativeMemory = Arena.ofAuto().allocate(SIZE);
        return Stream.of(
                        nativeMemory,
                        MemorySegment.ofArray(new byte[SIZE]),
                        MemorySegment.ofArray(new int[SIZE / Integer.BYTES]),
                        MemorySegment.ofBuffer(ByteBuffer.allocateDirect(SIZE)))
                .map(SourceViewTest::filled);
    }

    private static MemorySegment filled(MemorySegment segment) {
        for (int i = 0; i < SIZE; i++) {
            segment.set(ValueLayout.JAVA_BYTE, i, (byte) i);
        }
        return segment;
    }

    @ParameterizedTest
    @MethodSource("memory")
    void aPartOfAnyMemoryIsSeenAsABuffer(MemorySegment source) {
        for (int offset : new int[] {OFFSET, 0, SIZE - LENGTH}) {
            ByteBuffer part = view.part(source, offset, LENGTH);
            assertThat(part.remaining()).isEqualTo(LENGTH);
            assertThat(part.get()).isEqualTo((byte) offset);
            assertThat(part.get(part.limit() - 1)).isEqualTo((byte) (offset + LENGTH - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("memory")
    void whatIsReadOnlyIsSeenToo(MemorySegment source) {
        assertThat(view.part(source.asReadOnly(), OFFSET, LENGTH).get()).isEqualTo((byte) OFFSET);
    }

    @ParameterizedTest
    @MethodSource("memory")
    void otherMemoryIsSeenAfterTheFirst(MemorySegment source) {
        view.part(source, OFFSET, LENGTH);
        view.encrypted(source, OFFSET + LENGTH);
        MemorySegment other = MemorySegment.ofArray(new byte[] {7, 8, 9});
        assertThat(view.part(other, 1, 2)).isEqualTo(ByteBuffer.wrap(new byte[] {8, 9}));
        view.encrypted(other, 3);
        assertThat(view.part(source, 2, 1)).isEqualTo(ByteBuffer.wrap(new byte[] {2}));
    }
}
