package io.juvloop.streams;

import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.feedSoon;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Pausing and resuming of the transport by a reader.
@TaskTest
@ExtendWith(JdkSockets.class)
class BackPressureTest {
    private final List<String> told = new ArrayList<>();

    private StreamReader reader(EventLoop loop, int limit) {
        StreamReader reader = FedReader.reader(loop, limit);
        reader.setTransport(FedReader.transport(told));
        return reader;
    }

    @Test
    void pausesAboveTwiceTheLimitAndResumesAtTheLimit(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = reader(loop, 4);
            feed(reader, "12345678");
            assertThat(told).as("at twice the limit").isEmpty();
            feed(reader, "9");
            feed(reader, "0");
            assertThat(told).as("told once").containsExactly("pauseReading");
            reader.read(5);
            assertThat(told).as("above the limit").containsExactly("pauseReading");
            reader.read(1);
            assertThat(told).containsExactly("pauseReading", "resumeReading");
        });
    }

    @Test
    void resumesForAReadThatWantsMoreThanFits(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = reader(loop, 4);
            feed(reader, "123456789");
            feedSoon(loop, reader, "0123");
            assertThat(text(reader.readExactly(12))).isEqualTo("123456789012");
            assertThat(told).containsExactly("pauseReading", "resumeReading");
        });
    }

    @Test
    void resumesAfterALineThatWasTooLong(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = reader(loop, 4);
            feed(reader, "123456789");
            assertThatThrownBy(reader::readLine).isInstanceOf(LimitOverrunException.class);
            assertThat(told).containsExactly("pauseReading", "resumeReading");
        });
    }

    @Test
    void aReaderHasOneTransport(EventLoop loop) {
        StreamReader reader = reader(loop, 4);
        assertThatThrownBy(() -> reader.setTransport(FedReader.transport(told)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPeerThatSendsMuchIsHeldBackUntilItIsRead(EventLoop loop) {
        byte[] sent = Payload.of(16_000_000, 3);
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect(StreamOptions.DEFAULT.withLimit(1000))) {
                var sending = wired.peer().sendAll(sent);
                Patience.until("the pause", () -> !wired.writer().transport().isReading());
                assertThat(sending).as("the peer waits").isNotDone();
                assertThat(wired.reader().readExactly(3_000_000)).isEqualTo(java.util.Arrays.copyOf(sent, 3_000_000));
                byte[] rest = wired.reader().read(-1);
                assertThat(rest).isEqualTo(java.util.Arrays.copyOfRange(sent, 3_000_000, sent.length));
                Async.await(sending);
            }
        });
    }
}
