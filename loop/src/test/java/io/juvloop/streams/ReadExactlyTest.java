package io.juvloop.streams;

import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.feedSoon;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The result of `readExactly(n)`, and of an early end.
@TaskTest
class ReadExactlyTest {
    @Test
    void takesWhatIsHere(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "abcdef");
            assertThat(text(reader.readExactly(4))).isEqualTo("abcd");
            assertThat(text(reader.readExactly(2))).isEqualTo("ef");
            assertThat(reader.readExactly(0)).isEmpty();
        });
    }

    @Test
    void waitsForTheRestInPieces(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "ab");
            feedSoon(loop, reader, "c");
            feedSoon(loop, reader, "defgh");
            assertThat(text(reader.readExactly(5))).isEqualTo("abcde");
            assertThat(text(reader.read(9))).isEqualTo("fgh");
        });
    }

    @Test
    void mayWantMoreThanTheLimitAndMoreThanIsReservedAtOnce(EventLoop loop) {
        byte[] sent = Payload.of(5_000_000, 1);
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop, 16);
            reader.feedData(ByteBuffer.wrap(sent, 0, 3_000_000));
            loop.callSoon(() -> reader.feedData(ByteBuffer.wrap(sent, 3_000_000, 2_000_000)));
            assertThat(reader.readExactly(sent.length)).isEqualTo(sent);
        });
    }

    @Test
    @Tag("Q3")
    void anEarlyEndGivesThePartAndEmptiesTheReader(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feedSoon(loop, reader, "four");
            loop.callSoon(reader::feedEof);
            IncompleteReadException early =
                    catchThrowableOfType(IncompleteReadException.class, () -> reader.readExactly(10));
            assertThat(text(early.partial())).isEqualTo("four");
            assertThat(early.expected()).hasValue(10);
            assertThat(early).hasMessage("the stream ended after 4 of 10 bytes");
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void anEndThatIsHereAlreadyIsSeenAtOnce(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            feed(reader, "ab");
            reader.feedEof();
            IncompleteReadException early =
                    catchThrowableOfType(IncompleteReadException.class, () -> reader.readExactly(3));
            assertThat(text(early.partial())).isEqualTo("ab");
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void aFailureInTheMiddleIsThrown(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            IOException failure = new IOException("reset");
            feedSoon(loop, reader, "ab");
            loop.callSoon(() -> reader.setException(failure));
            assertThatThrownBy(() -> reader.readExactly(3)).isSameAs(failure);
        });
    }

    @Test
    void aNegativeNumberIsRefused(EventLoop loop) {
        InTask.run(
                loop,
                () -> assertThatThrownBy(() -> FedReader.reader(loop).readExactly(-1))
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
