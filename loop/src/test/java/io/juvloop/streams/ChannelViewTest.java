package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Readers and writers as channels, for libraries that use channels or the streams of `java.io`.
@TaskTest
@ExtendWith(JdkSockets.class)
class ChannelViewTest {
    @Test
    void charactersAreReadAndWrittenThroughTheJdk(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.send("grüße\nwelt\n".getBytes(UTF_8));
                BufferedReader lines =
                        new BufferedReader(Channels.newReader(wired.reader().asChannel(), UTF_8));
                assertThat(lines.readLine()).isEqualTo("grüße");
                assertThat(lines.readLine()).isEqualTo("welt");
                try (Writer text = Channels.newWriter(wired.writer().asChannel(), UTF_8)) {
                    text.write("antwört");
                }
                byte[] answer = Async.await(wired.peer().receiveAll());
                assertThat(new String(answer, UTF_8)).isEqualTo("antwört");
            }
        });
    }

    @Test
    void muchIsWrittenNoFasterThanThePeerReads(EventLoop loop) {
        byte[] sent = Payload.of(16_000_000, 9);
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                var received = wired.peer().receiveAll();
                try (OutputStream out = Channels.newOutputStream(wired.writer().asChannel())) {
                    out.write(sent);
                    assertThat(wired.writer().transport().writeBufferSize()).isLessThanOrEqualTo(64 * 1024);
                }
                assertThat(Async.await(received)).isEqualTo(sent);
            }
        });
    }

    @Test
    void muchIsReadThroughAnInputStream(EventLoop loop) {
        byte[] sent = Payload.of(3_000_000, 10);
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                var sending = wired.peer().sendAll(sent);
                try (InputStream in = Channels.newInputStream(wired.reader().asChannel())) {
                    assertThat(in.readAllBytes()).isEqualTo(sent);
                }
                assertThat(wired.writer().isClosing())
                        .as("the view alone is closed")
                        .isFalse();
                Async.await(sending);
            }
        });
    }

    @Test
    void closedViewsRefuse(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                ReadableByteChannel in = wired.reader().asChannel();
                assertThat(in.isOpen()).isTrue();
                in.close();
                assertThat(in.isOpen()).isFalse();
                assertThatThrownBy(() -> in.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
                WritableByteChannel out = wired.writer().asChannel();
                assertThat(out.write(ByteBuffer.wrap(bytes("last")))).isEqualTo(4);
                out.close();
                assertThat(out.isOpen()).isFalse();
                assertThatThrownBy(() -> out.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
                assertThat(wired.writer().isClosing()).isTrue();
                byte[] read = Async.await(wired.peer().receiveAll());
                assertThat(text(read)).isEqualTo("last");
            }
        });
    }

    @Test
    void aSecondCloseDoesNothing(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                WritableByteChannel out = wired.writer().asChannel();
                wired.reset();
                Patience.until("the loss", () -> wired.writer().isClosing());
                assertThatThrownBy(out::close).isInstanceOf(SocketException.class);
                out.close();
                ReadableByteChannel in = wired.reader().asChannel();
                in.close();
                in.close();
            }
        });
    }

    @Test
    void closingEndsAReadThatWaits(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                ReadableByteChannel in = wired.reader().asChannel();
                Task<Integer> read = loop.createTask(() -> in.read(ByteBuffer.allocate(10)));
                Async.sleep(Duration.ZERO);
                in.close();
                assertThatThrownBy(() -> Async.await(read)).hasRootCauseInstanceOf(AsynchronousCloseException.class);
                wired.send("still read");
                assertThat(text(wired.reader().readExactly(10))).isEqualTo("still read");
            }
        });
    }

    @Test
    void closingEndsAWriteThatWaits(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                WritableByteChannel out = wired.writer().asChannel();
                Task<Integer> write = loop.createTask(() -> out.write(ByteBuffer.allocate(20_000_000)));
                Patience.until(
                        "the peer falls behind",
                        () -> wired.writer().transport().writeBufferSize() > 0);
                Task<Void> close = loop.createTask(() -> {
                    out.close();
                    return null;
                });
                Async.sleep(Duration.ZERO);
                wired.reset();
                assertThatThrownBy(() -> Async.await(write)).hasRootCauseInstanceOf(AsynchronousCloseException.class);
                assertThatThrownBy(() -> Async.await(close)).hasCauseInstanceOf(SocketException.class);
            }
        });
    }

    @Test
    void aViewOfAClosedWriterRefuses(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                WritableByteChannel out = wired.writer().asChannel();
                wired.writer().close();
                assertThatThrownBy(() -> out.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
            }
        });
    }

    @Test
    void aLostConnectionIsThrownByTheNextWrite(EventLoop loop) {
        InTask.run(loop, () -> {
            try (StreamToPeer wired = StreamToPeer.connect()) {
                wired.reset();
                Patience.until("the loss", () -> wired.writer().isClosing());
                WritableByteChannel out = wired.writer().asChannel();
                assertThatThrownBy(() -> out.write(ByteBuffer.allocate(1))).isInstanceOf(SocketException.class);
            }
        });
    }
}
