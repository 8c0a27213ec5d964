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
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The results of `readUntil(separator)`, and the effect of the limit.
@TaskTest
class ReadUntilTest {
    @Test
    void includesTheSeparator(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "one--two--three");
            assertThat(text(reader.readUntil(bytes("--")))).isEqualTo("one--");
            assertThat(text(reader.readUntil(bytes("--")))).isEqualTo("two--");
            assertThat(text(reader.read(9))).isEqualTo("three");
        });
    }

    @Test
    void aSeparatorMayComeInPieces(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "data<E");
            feedSoon(loop, reader, "N");
            feedSoon(loop, reader, "D>more");
            assertThat(text(reader.readUntil(bytes("<END>")))).isEqualTo("data<END>");
            assertThat(text(reader.read(9))).isEqualTo("more");
        });
    }

    @Test
    void theShortestResultWinsAmongSeveral(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            List<byte[]> separators = List.of(bytes("longer end"), bytes("\r\n"), bytes("\n"));
            feed(reader, "a longer end\r\nb\nrest");
            assertThat(text(reader.readUntil(separators))).isEqualTo("a longer end");
            assertThat(text(reader.readUntil(separators))).isEqualTo("\r\n");
            assertThat(text(reader.readUntil(separators))).isEqualTo("b\n");
            assertThat(text(reader.readUntil(List.of(bytes("ab"), bytes("rest"), bytes("re")))))
                    .isEqualTo("re");
        });
    }

    @Test
    void theEndGivesThePartAlsoIfItHoldsHalfASeparator(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feedSoon(loop, reader, "data<EN");
            loop.callSoon(reader::feedEof);
            IncompleteReadException early =
                    catchThrowableOfType(IncompleteReadException.class, () -> reader.readUntil(bytes("<END>")));
            assertThat(text(early.partial())).isEqualTo("data<EN");
            assertThat(early.expected()).isEmpty();
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void aSeparatorThatComesWithTheEndIsFound(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "last;");
            reader.feedEof();
            assertThat(text(reader.readUntil(bytes(";")))).isEqualTo("last;");
        });
    }

    @Test
    @Tag("Q2")
    void noSeparatorWithinTheLimitLeavesAllInTheReader(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 16);
            feed(reader, "x".repeat(40));
            LimitOverrunException over =
                    catchThrowableOfType(LimitOverrunException.class, () -> reader.readUntil(bytes("AAA")));
            assertThat(over.consumed()).as("all but what may begin a separator").isEqualTo(38);
            assertThat(text(reader.readExactly((int) over.consumed()))).isEqualTo("x".repeat(38));
            feed(reader, "AAA");
            assertThat(text(reader.readUntil(bytes("AAA")))).isEqualTo("xxAAA");
        });
    }

    @Test
    void aSeparatorBeyondTheLimitLeavesAllInTheReader(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 3);
            feed(reader, "123;1234;");
            assertThat(text(reader.readUntil(bytes(";")))).as("just within").isEqualTo("123;");
            LimitOverrunException over =
                    catchThrowableOfType(LimitOverrunException.class, () -> reader.readUntil(bytes(";")));
            assertThat(over.consumed()).isEqualTo(4);
            assertThat(text(reader.read(9))).isEqualTo("1234;");
        });
    }

    @Test
    void emptySeparatorsAreRefused(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            assertThatThrownBy(() -> reader.readUntil(new byte[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.readUntil(List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.readUntil(List.of(bytes("a"), new byte[0])))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }
}
