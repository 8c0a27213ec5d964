package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bytes on their way out: put at the end, sent from the start.
class ChunkTest {
    private final Arena arena = Arena.ofConfined();
    private final Chunk chunk = new Chunk(arena.allocate(16));

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void emptyChunkHasRoomAndNothingElse() {
        assertThat(chunk.size()).isZero();
        assertThat(chunk.room()).isEqualTo(16);
        assertThat(chunk.capacity()).isEqualTo(16);
    }

    @Test
    void partOfAnArrayIsPut() {
        chunk.put(bytes("..abc.."), 2, 3);
        assertThat(content()).isEqualTo("abc");
        assertThat(chunk.room()).isEqualTo(13);
    }

    @Test
    void partOfABufferIsPutAndItsPositionStays() {
        ByteBuffer source = ByteBuffer.wrap(bytes("..abc..")).position(1);
        chunk.put(source, 2, 3);
        assertThat(content()).isEqualTo("abc");
        assertThat(source.position()).isEqualTo(1);
    }

    @Test
    void partOfADirectReadOnlyBufferIsPut() {
        ByteBuffer source = ByteBuffer.allocateDirect(7).put(bytes("..abc.."));
        chunk.put(source.asReadOnlyBuffer(), 2, 3);
        assertThat(content()).isEqualTo("abc");
    }

    @Test
    void partOfASegmentIsPutWhereverItLives() {
        chunk.put(MemorySegment.ofArray(bytes("..abc..")), 2, 3);
        chunk.put(arena.allocateFrom("..def.."), 2, 3);
        assertThat(content()).isEqualTo("abcdef");
    }

    @Test
    void unsentBytesOfAnotherChunkArePut() {
        Chunk other = new Chunk(arena.allocate(16));
        other.put(bytes("12345"), 0, 5);
        other.consume(2);
        chunk.put(bytes("ab"), 0, 2);
        chunk.put(other);
        assertThat(content()).isEqualTo("ab345");
    }

    @Test
    void sentBytesAreTakenFromTheStart() {
        chunk.put(bytes("abcdef"), 0, 6);
        long begin = chunk.address();
        chunk.consume(4);
        assertThat(content()).isEqualTo("ef");
        assertThat(chunk.address()).isEqualTo(begin + 4);
        assertThat(chunk.room()).isEqualTo(10);
    }

    @Test
    void roomComesBackWhenTheLastByteIsSent() {
        chunk.put(bytes("abcdef"), 0, 6);
        chunk.consume(6);
        assertThat(chunk.room()).isEqualTo(16);
        assertThat(chunk.size()).isZero();
    }

    @Test
    void clearedChunkIsEmpty() {
        chunk.put(bytes("abcdef"), 0, 6);
        chunk.consume(1);
        chunk.clear();
        assertThat(chunk.size()).isZero();
        assertThat(chunk.room()).isEqualTo(16);
    }

    @Test
    void moreThanTheRoomIsRefusedAndNothingChanges() {
        chunk.put(bytes("abcdefghijklm"), 0, 13);
        assertThatThrownBy(() -> chunk.put(bytes("1234"), 0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> chunk.put(ByteBuffer.allocate(4), 0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> chunk.put(arena.allocate(4), 0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(content()).isEqualTo("abcdefghijklm");
    }

    private String content() {
        byte[] content = new byte[chunk.size()];
        Memory.copyOut(chunk.address(), content, 0, content.length);
        return new String(content, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
