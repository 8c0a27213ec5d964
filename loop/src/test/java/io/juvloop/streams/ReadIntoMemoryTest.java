package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.feedSoon;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reading into the caller's buffers and segments.
@TaskTest
class ReadIntoMemoryTest {
    private static String content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.flip().remaining()];
        buffer.get(content);
        return text(content);
    }

    private static String content(MemorySegment segment, long size) {
        return text(segment.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE));
    }

    @Test
    void aBufferTakesWhatIsHereAndWhatComes(EventLoop loop) {
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(8), ByteBuffer.allocateDirect(8))) {
            InTask.run(loop, () -> {
                StreamReader reader = FedReader.reader(loop);
                feed(reader, "abc");
                assertThat(reader.read(buffer)).isEqualTo(3);
                feedSoon(loop, reader, "defghijk");
                assertThat(reader.read(buffer)).isEqualTo(5);
                assertThat(buffer.hasRemaining()).isFalse();
                assertThat(reader.read(buffer)).as("into a full one").isZero();
                assertThat(content(buffer)).isEqualTo("abcdefgh");
                assertThat(text(reader.read(9))).isEqualTo("ijk");
                reader.feedEof();
                assertThat(reader.read(buffer.clear())).isEqualTo(-1);
            });
        }
    }

    @Test
    void theEndEndsTheWait(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            loop.callSoon(reader::feedEof);
            assertThat(reader.read(ByteBuffer.allocate(8))).isEqualTo(-1);
        });
    }

    @Test
    void segmentsOfEveryKindAreFilled(EventLoop loop) {
        InTask.run(loop, () -> {
            try (Arena confined = Arena.ofConfined();
                    Arena shared = Arena.ofShared()) {
                List<MemorySegment> targets =
                        List.of(confined.allocate(4), shared.allocate(4), MemorySegment.ofArray(new byte[4]));
                for (MemorySegment target : targets) {
                    StreamReader reader = FedReader.reader(loop);
                    feedSoon(loop, reader, "abc");
                    assertThat(reader.read(target)).isEqualTo(3);
                    assertThat(content(target, 3)).isEqualTo("abc");
                    feed(reader, "1");
                    feedSoon(loop, reader, "2");
                    feedSoon(loop, reader, "345");
                    reader.readExactly(target);
                    assertThat(content(target, 4)).isEqualTo("1234");
                    assertThat(text(reader.read(9))).isEqualTo("5");
                }
            }
        });
    }

    @Test
    void fillingABufferThatTheEndInterruptsLeavesThePartInBoth(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            ByteBuffer buffer = ByteBuffer.allocateDirect(10).position(1);
            feed(reader, "ab");
            feedSoon(loop, reader, "c");
            loop.callSoon(reader::feedEof);
            IncompleteReadException early =
                    catchThrowableOfType(IncompleteReadException.class, () -> reader.readExactly(buffer));
            assertThat(text(early.partial())).isEqualTo("abc");
            assertThat(early.expected()).hasValue(9);
            assertThat(content(buffer)).isEqualTo("\0abc");
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void memoryThatCannotBeWrittenIsRefusedAndNothingIsTaken(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "ab");
            List<ByteBuffer> buffers = List.of(ByteBuffer.allocate(4).asReadOnlyBuffer());
            for (ByteBuffer buffer : buffers) {
                assertThatThrownBy(() -> reader.read(buffer)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> reader.readExactly(buffer)).isInstanceOf(IllegalArgumentException.class);
            }
            MemorySegment longs = MemorySegment.ofArray(new long[2]);
            assertThatThrownBy(() -> reader.read(longs)).isInstanceOf(IllegalArgumentException.class);
            MemorySegment readOnly = MemorySegment.ofArray(bytes("abcd")).asReadOnly();
            assertThatThrownBy(() -> reader.read(readOnly)).isInstanceOf(IllegalArgumentException.class);
            assertThat(text(reader.read(9))).isEqualTo("ab");
        });
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // it is closed while the task waits
    void memoryThatIsFreedDuringTheWaitIsTheReadersErrorAlone(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            Arena arena = Arena.ofShared();
            MemorySegment target = arena.allocate(4);
            loop.callSoon(() -> {
                arena.close();
                feed(reader, "abcd");
            });
            assertThatThrownBy(() -> reader.read(target)).isInstanceOf(IllegalStateException.class);
            assertThat(text(reader.read(9))).as("nothing is lost").isEqualTo("abcd");
        });
    }
}
