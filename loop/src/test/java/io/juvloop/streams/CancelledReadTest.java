package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.feed;
import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// A cancelled read has taken no bytes, whenever it is cancelled.
@TaskTest
class CancelledReadTest {
    @FunctionalInterface
    private interface Read {
        Object from(StreamReader reader) throws IOException;
    }

    private static Object fill(StreamReader reader, ByteBuffer target) throws IOException {
        try {
            reader.readExactly(target);
        } finally {
            assertThat(target.position()).isIn(0, target.limit());
        }
        return target;
    }

    private static final List<Read> READS = List.of(
            reader -> reader.read(100),
            reader -> reader.read(1),
            reader -> reader.read(-1),
            reader -> reader.read(ByteBuffer.allocate(3)),
            reader -> reader.read(ByteBuffer.allocateDirect(100)),
            reader -> reader.readExactly(5),
            reader -> reader.readExactly(4),
            reader -> fill(reader, ByteBuffer.allocate(4)),
            reader -> fill(reader, ByteBuffer.allocateDirect(5)),
            reader -> reader.readUntil(bytes("d")),
            StreamReader::readLine);

    private static void assertCancelled(Task<?> task) {
        assertThatThrownBy(() -> Async.await(task)).isInstanceOf(CancellationException.class);
    }

    @Test
    void cancelledInTheMiddle(EventLoop loop) {
        InTask.run(loop, () -> {
            for (Read read : READS) {
                StreamReader reader = FedReader.reader(loop);
                Task<Object> task = loop.createTask(() -> read.from(reader));
                Patience.turns(2);
                task.cancel();
                feed(reader, "abcd");
                assertCancelled(task);
                assertThat(text(reader.read(100))).isEqualTo("abcd");
            }
        });
    }

    @Test
    void cancelledAfterAPartCame(EventLoop loop) {
        InTask.run(loop, () -> {
            for (Read read : READS.subList(5, READS.size())) {
                StreamReader reader = FedReader.reader(loop);
                feed(reader, "a");
                Task<Object> task = loop.createTask(() -> read.from(reader));
                Patience.turns(2);
                feed(reader, "b");
                Patience.turns(2);
                task.cancel();
                assertCancelled(task);
                feed(reader, "c");
                assertThat(text(reader.read(100))).isEqualTo("abc");
            }
        });
    }

    @Test
    void cancelledInTheTurnInWhichTheBytesCame(EventLoop loop) {
        InTask.run(loop, () -> {
            for (Read read : READS) {
                StreamReader reader = FedReader.reader(loop);
                StreamReaderProtocol connection = FedReader.connect(reader);
                Task<Object> task = loop.createTask(() -> read.from(reader));
                Patience.turns(2);
                feed(reader, "ab");
                feed(reader, "cd");
                task.cancel();
                feed(reader, "ef");
                assertCancelled(task);
                assertThat(text(reader.read(100))).as(read.toString()).isEqualTo("abcdef");
                connection.connectionLost(null);
            }
        });
    }

    @Test
    void cancelledWithAReasonThatIsNoCancellation(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            Task<byte[]> task = loop.createTask(() -> reader.read(10));
            Patience.turns(2);
            feed(reader, "abcd");
            IOException reason = new IOException("out of patience");
            task.cancel(reason);
            assertThatThrownBy(() -> Async.await(task)).hasCause(reason);
            assertThat(text(reader.read(100))).isEqualTo("abcd");
        });
    }
}
