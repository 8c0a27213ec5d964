package io.juvloop.streams;

import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.feedSoon;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The results of `read(n)`, and when it returns.
@TaskTest
class ReadTest {
    @Test
    void givesWhatIsHereWithoutWaiting(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "hello");
            long turns = loop.stats().turns();
            assertThat(text(reader.read(3))).isEqualTo("hel");
            assertThat(text(reader.read(100))).isEqualTo("lo");
            assertThat(loop.stats().turns()).isEqualTo(turns);
        });
    }

    @Test
    void waitsForAtLeastOneByte(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feedSoon(loop, reader, "ab");
            assertThat(text(reader.read(100))).isEqualTo("ab");
        });
    }

    @Test
    void whatIsMoreThanWantedWaitsForTheNextRead(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feedSoon(loop, reader, "abcdef");
            assertThat(text(reader.read(2))).isEqualTo("ab");
            assertThat(text(reader.read(2))).isEqualTo("cd");
            assertThat(text(reader.read(9))).isEqualTo("ef");
        });
    }

    @Test
    void bytesThatComeBeforeTheTaskRunsAgainKeepTheirOrder(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            loop.callSoon(() -> {
                feed(reader, "ab");
                feed(reader, "cd");
            });
            assertThat(text(reader.read(100))).isEqualTo("ab");
            assertThat(text(reader.read(100))).isEqualTo("cd");
        });
    }

    @Test
    void noneAreReadAtOnce(EventLoop loop) {
        InTask.run(loop, () -> assertThat(FedReader.reader(loop).read(0)).isEmpty());
    }

    @Test
    void theEndIsAnEmptyArrayForEver(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            loop.callSoon(reader::feedEof);
            assertThat(reader.read(10)).isEmpty();
            assertThat(reader.read(10)).isEmpty();
            assertThat(reader.read(-1)).isEmpty();
        });
    }

    @Test
    void lessThanZeroReadsToTheEndAlsoBeyondTheLimit(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 4);
            feed(reader, "0123456789");
            feedSoon(loop, reader, "abcdef");
            loop.callSoon(reader::feedEof);
            assertThat(text(reader.read(-1))).isEqualTo("0123456789abcdef");
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void textIsReadToTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 4);
            String text = "Grüße, 世界";
            reader.feedData(StandardCharsets.UTF_8.encode(text));
            reader.feedEof();
            assertThat(reader.readText(StandardCharsets.UTF_8)).isEqualTo(text);
        });
    }

    @Test
    void isAtTheEndOnlyWhenAllIsRead(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            assertThat(reader.atEof()).isFalse();
            feed(reader, "ab");
            reader.feedEof();
            assertThat(reader.atEof()).isFalse();
            reader.read(1);
            assertThat(reader.atEof()).isFalse();
            reader.read(1);
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void aStoredExceptionComesFirst(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "unread\n");
            IOException failure = new IOException("gone");
            reader.setException(failure);
            assertThat(reader.exception()).isSameAs(failure);
            assertThatThrownBy(() -> reader.read(1)).isSameAs(failure);
            assertThatThrownBy(() -> reader.read(0)).isSameAs(failure);
            assertThatThrownBy(() -> reader.read(-1)).isSameAs(failure);
            assertThatThrownBy(() -> reader.readExactly(1)).isSameAs(failure);
            assertThatThrownBy(reader::readLine).isSameAs(failure);
            assertThatThrownBy(() -> reader.readUntil(new byte[1])).isSameAs(failure);
        });
    }

    @Test
    void anExceptionEndsTheWait(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            IllegalArgumentException failure = new IllegalArgumentException("bad");
            loop.callSoon(() -> reader.setException(failure));
            assertThatThrownBy(() -> reader.read(1)).isSameAs(failure);
        });
    }

    @Test
    void aCheckedExceptionIsWrapped(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            Exception failure = new Exception("odd");
            reader.setException(failure);
            assertThatThrownBy(() -> reader.read(1))
                    .isInstanceOf(IOException.class)
                    .hasCause(failure);
        });
    }

    @Test
    void dataAfterTheEndIsRefused(EventLoop loop) {
        StreamReader reader = FedReader.reader(loop);
        reader.feedEof();
        assertThatThrownBy(() -> feed(reader, "late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitingOutsideATaskIsRefusedAndLeavesTheReaderUsable(EventLoop loop) {
        StreamReader reader = FedReader.reader(loop);
        assertThatThrownBy(() -> reader.readExactly(3)).isInstanceOf(IllegalStateException.class);
        feed(reader, "abc");
        assertThat(text(InTask.call(loop, () -> reader.read(9)))).isEqualTo("abc");
    }

    @Test
    void aLimitMustBePositive(EventLoop loop) {
        assertThatThrownBy(() -> FedReader.reader(loop, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamOptions.DEFAULT.withLimit(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
