package io.juvloop.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TargetViewTest {
    private static final int SIZE = 1000;

    private final TargetView view = new TargetView();

    @Test
    void bytesArriveAtTheAddress() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(SIZE);
            for (int offset : new int[] {0, 100, 50, SIZE - 1}) {
                ByteBuffer buffer = view.at(target.address() + offset, SIZE - offset);
                assertThat(buffer.remaining()).isEqualTo(SIZE - offset);
                buffer.put((byte) (offset + 1));
                assertThat(target.get(ValueLayout.JAVA_BYTE, offset)).isEqualTo((byte) (offset + 1));
            }
        }
    }

    @Test
    void oneBufferServesTheSameMemoryEachTime() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(SIZE);
            ByteBuffer first = view.at(target.address(), SIZE);
            assertThat(view.at(target.address() + 10, SIZE - 10)).isSameAs(first);
            assertThat(view.at(target.address(), SIZE)).isSameAs(first);
        }
    }

    @Test
    void otherMemoryGetsABufferOfItsOwn() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(SIZE);
            MemorySegment other = arena.allocate(2 * SIZE);
            view.at(one.address(), SIZE);
            view.at(other.address(), 2 * SIZE).put((byte) 5);
            assertThat(other.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 5);
            assertThat(one.get(ValueLayout.JAVA_BYTE, 0)).isZero();
            view.at(one.address(), SIZE).put((byte) 6);
            assertThat(one.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 6);
        }
    }
}
