package io.juvloop.streams;

import static io.juvloop.streams.FedReader.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.TaskTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The native memory of a reader.
@TaskTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
@ExtendWith(JdkSockets.class)
class NativeBytesTest {
    @Test
    void onlyBytesThatWaitTakeNativeMemory(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                long idle = loop.stats().nativeBytesInUse();
                wired.send("wait");
                Patience.until("the bytes", () -> loop.stats().nativeBytesInUse() > idle);
                wired.reader().readExactly(4);
                assertThat(loop.stats().nativeBytesInUse()).isEqualTo(idle);
                Task<byte[]> reading = loop.createTask(() -> wired.reader().read(100));
                Patience.turns(2);
                wired.send("now");
                assertThat(text(Async.await(reading))).isEqualTo("now");
                assertThat(loop.stats().nativeBytesInUse()).isEqualTo(idle);
            }
        });
    }

    @Test
    void theEndOfTheConnectionFreesItAndKeepsTheBytes(EventLoop loop) {
        byte[] sent = Payload.of(100_000, 5);
        InTask.run(loop, () -> {
            long before = loop.stats().nativeBytesInUse();
            StreamReader reader;
            try (StreamToPeer wired = StreamToPeer.connect()) {
                reader = wired.reader();
                wired.send(sent);
                Patience.until("all bytes", () -> reader.toString().contains("100000"));
                wired.writer().close();
                wired.writer().waitClosed();
            }
            Patience.until("the end", () -> loop.stats().nativeBytesInUse() == before);
            assertThat(reader.readExactly(50_000)).isEqualTo(java.util.Arrays.copyOf(sent, 50_000));
            assertThat(reader.read(-1)).isEqualTo(java.util.Arrays.copyOfRange(sent, 50_000, 100_000));
            assertThat(reader.atEof()).isTrue();
        });
    }

    @Test
    void aReaderWithoutAConnectionHoldsNone(EventLoop loop) {
        StreamReader reader = FedReader.reader(loop);
        long before = loop.stats().nativeBytesInUse();
        FedReader.feed(reader, "forgotten");
        assertThat(loop.stats().nativeBytesInUse()).isEqualTo(before);
    }
}
