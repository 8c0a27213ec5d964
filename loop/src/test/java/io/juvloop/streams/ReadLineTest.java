package io.juvloop.streams;

import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.feedSoon;
import static io.juvloop.streams.FedReader.text;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Lines: as bytes, as text, and one after the other.
@TaskTest
@ExtendWith(JdkSockets.class)
class ReadLineTest {
    @Test
    void keepsTheNewlineAndGivesAPartialLineAtTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "one\n\ntw");
            assertThat(text(reader.readLine())).isEqualTo("one\n");
            assertThat(text(reader.readLine())).isEqualTo("\n");
            feedSoon(loop, reader, "o\nthree");
            loop.callSoon(reader::feedEof);
            assertThat(text(reader.readLine())).isEqualTo("two\n");
            assertThat(text(reader.readLine())).isEqualTo("three");
            assertThat(reader.readLine()).isEmpty();
        });
    }

    @Test
    @Tag("Q2")
    void aLineBeyondTheLimitIsDroppedAndTheNextIsReadable(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 16);
            feed(reader, "x".repeat(40));
            LimitOverrunException over = catchThrowableOfType(LimitOverrunException.class, reader::readLine);
            assertThat(over.consumed()).isEqualTo(40);
            feedSoon(loop, reader, "tail\nok\n");
            assertThat(text(reader.readLine())).isEqualTo("ok\n");
        });
    }

    @Test
    void theTailOfALineBeyondTheLimitComesBackFromNoRead(EventLoop loop) {
        InTask.run(loop, () -> {
            for (int split : new int[] {1, 3, 20}) {
                StreamReader reader = FedReader.reader(loop, 16);
                feed(reader, "x".repeat(40));
                assertThatThrownBy(reader::readLine).isInstanceOf(LimitOverrunException.class);
                String tail = "y".repeat(100) + "DELETE *\n";
                for (int at = 0; at < tail.length(); at += split) {
                    feed(reader, tail.substring(at, Math.min(tail.length(), at + split)));
                }
                feed(reader, "after");
                assertThat(text(reader.read(3))).isEqualTo("aft");
                assertThat(text(reader.readExactly(2))).isEqualTo("er");
            }
        });
    }

    @Test
    void whatAPeerPutsBehindItsFillingDoesNotBecomeALine(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect(StreamOptions.DEFAULT.withLimit(100))) {
                wired.send("x".repeat(500));
                assertThatThrownBy(() -> wired.reader().readLine()).isInstanceOf(LimitOverrunException.class);
                Task<byte[]> next = loop.createTask(() -> wired.reader().readLine());
                wired.send("DELETE *\n");
                wired.send("QUIT\n");
                assertThat(text(Async.await(next))).isEqualTo("QUIT\n");
                wired.send("z".repeat(500));
                wired.endSending();
                assertThatThrownBy(() -> wired.reader().readLine()).isInstanceOf(LimitOverrunException.class);
                assertThat(wired.reader().readLine()).isEmpty();
            }
        });
    }

    @Test
    void aReadIntoMemoryWaitsForWhatComesBehindADroppedLine(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect(StreamOptions.DEFAULT.withLimit(100))) {
                wired.send("x".repeat(500));
                assertThatThrownBy(() -> wired.reader().readLine()).isInstanceOf(LimitOverrunException.class);
                ByteBuffer target = ByteBuffer.allocateDirect(4);
                Task<Integer> next = loop.createTask(() -> wired.reader().read(target));
                wired.send("tail");
                wired.send("\ndata");
                assertThat(Async.await(next)).isEqualTo(4);
                assertThat(UTF_8.decode(target.flip()).toString()).isEqualTo("data");
            }
        });
    }

    @Test
    @Tag("Q2")
    void aWholeLineBeyondTheLimitIsDroppedAlone(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 3);
            feed(reader, "line1\nab\n");
            assertThatThrownBy(reader::readLine).isInstanceOf(LimitOverrunException.class);
            assertThat(text(reader.readLine())).isEqualTo("ab\n");
        });
    }

    @Test
    void textComesWithoutWhatEndsTheLineAndEndsWithNull(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            reader.feedData(UTF_8.encode("straße\r\n\nköln\r\r\nlast"));
            reader.feedEof();
            assertThat(reader.readLine(UTF_8)).isEqualTo("straße");
            assertThat(reader.readLine(UTF_8)).isEmpty();
            assertThat(reader.readLine(UTF_8)).isEqualTo("köln\r");
            assertThat(reader.readLine(UTF_8)).isEqualTo("last");
            assertThat(reader.readLine(UTF_8)).isNull();
        });
    }

    @Test
    void aCharsetWhoseNewlineIsNotOneByteIsRefused(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            assertThatThrownBy(() -> reader.readLine(UTF_16)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.lines(UTF_16)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void iterationGivesLinesUntilTheEnd(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "a\nb\n");
            feedSoon(loop, reader, "c");
            loop.callSoon(reader::feedEof);
            List<String> lines = new ArrayList<>();
            for (byte[] line : reader) {
                lines.add(text(line));
            }
            assertThat(lines).containsExactly("a\n", "b\n", "c");
            Iterator<byte[]> ended = reader.iterator();
            assertThat(ended.hasNext()).isFalse();
            assertThatThrownBy(ended::next).isInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void linesOfTextAreAStream(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "a\r\nb\n");
            feedSoon(loop, reader, "c");
            loop.callSoon(reader::feedEof);
            assertThat(reader.lines(UTF_8)).containsExactly("a", "b", "c");
        });
    }

    @Test
    void aFailureInIterationIsUnchecked(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            IOException failure = new IOException("reset");
            loop.callSoon(() -> reader.setException(failure));
            Iterator<byte[]> lines = reader.iterator();
            assertThatThrownBy(lines::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCause(failure);
        });
    }
}
