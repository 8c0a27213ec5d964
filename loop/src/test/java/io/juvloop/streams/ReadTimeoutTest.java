package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.feedSoon;
import static io.juvloop.streams.FedReader.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.lang.foreign.MemorySegment;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Reads that time out.
@TaskTest
class ReadTimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void everyReadCanRunOutOfTimeAndLosesNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            ByteBuffer buffer = ByteBuffer.allocate(10);
            MemorySegment segment = MemorySegment.ofArray(new byte[10]);
            List<ThrowingCallable> reads = List.of(
                    () -> reader.readExactly(10, SHORT),
                    () -> reader.readExactly(buffer, SHORT),
                    () -> reader.readExactly(segment, SHORT),
                    () -> reader.readUntil(bytes(";"), SHORT),
                    () -> reader.readUntil(List.of(bytes(";"), bytes("--")), SHORT),
                    () -> reader.readLine(SHORT),
                    () -> reader.readLine(UTF_8, SHORT),
                    () -> reader.read(-1, SHORT),
                    () -> reader.readText(UTF_8, SHORT));
            StringBuilder fed = new StringBuilder();
            for (ThrowingCallable read : reads) {
                feed(reader, "a");
                feedSoon(loop, reader, "b");
                fed.append("ab");
                assertThatThrownBy(read).isInstanceOf(SocketTimeoutException.class);
            }
            assertThat(buffer.position()).isZero();
            feedSoon(loop, reader, "!");
            assertThat(text(reader.readUntil(bytes("!"), LONG))).isEqualTo(fed + "!");
        });
    }

    @Test
    void readsOfSomeBytesRunOutOfTimeWhenNothingComes(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            assertThatThrownBy(() -> reader.read(1, SHORT))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("read timed out");
            assertThatThrownBy(() -> reader.read(ByteBuffer.allocate(1), SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> reader.read(MemorySegment.ofArray(new byte[1]), Duration.ZERO))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> reader.read(1, Duration.ofSeconds(-1))).isInstanceOf(SocketTimeoutException.class);
            feedSoon(loop, reader, "late");
            assertThat(text(reader.read(9))).isEqualTo("late");
        });
    }

    @Test
    void whatComesInTimeLeavesNoTimerBehind(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feedSoon(loop, reader, "line\n");
            assertThat(reader.readLine(UTF_8, LONG)).isEqualTo("line");
            feedSoon(loop, reader, "line\n");
            assertThat(text(reader.readLine(Duration.ofSeconds(Long.MAX_VALUE))))
                    .isEqualTo("line\n");
            feed(reader, "here");
            assertThat(reader.read(ByteBuffer.allocate(9), Duration.ZERO))
                    .as("no wait, no time-out")
                    .isEqualTo(4);
            assertThat(loop.stats().pendingTimers()).isZero();
        });
    }
}
