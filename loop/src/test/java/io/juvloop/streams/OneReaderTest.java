package io.juvloop.streams;

import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.net.peer.Blocking;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Only one task reads at a time.
@TaskTest
class OneReaderTest {
    @Test
    void anotherThreadIsRefused(EventLoop loop) {
        StreamReader reader = FedReader.reader(loop);
        feed(reader, "here");
        InTask.run(loop, () -> {
            List<Blocking.Action> uses = List.of(
                    () -> reader.read(1),
                    reader::readLine,
                    reader::atEof,
                    reader::feedEof,
                    () -> feed(reader, "x"),
                    () -> reader.setException(new IOException()));
            for (Blocking.Action use : uses) {
                assertThatThrownBy(() -> Async.await(Blocking.run(use))).isInstanceOf(IllegalStateException.class);
            }
            assertThat(text(reader.read(9))).isEqualTo("here");
        });
    }

    @Test
    @Tag("Q3")
    void aSecondReaderIsRefusedAtOnceAndToldWhoWaits(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            Task<byte[]> first = loop.createTask(() -> reader.readExactly(10), TaskOptions.named("the first"));
            Async.sleep(Duration.ZERO);
            assertThatThrownBy(() -> reader.read(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("read while", "the first", "already waits", "readExactly");
            feed(reader, "01234");
            assertThatThrownBy(reader::readLine).isInstanceOf(IllegalStateException.class);
            feed(reader, "56789");
            assertThatThrownBy(() -> reader.read(1))
                    .as("woken, but it has not run yet")
                    .isInstanceOf(IllegalStateException.class);
            assertThat(text(Async.await(first))).isEqualTo("0123456789");
        });
    }
}
