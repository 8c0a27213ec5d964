package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.ClosedPort;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Operations on sockets given by their descriptors.
@TaskTest
@DisabledOnOs(OS.WINDOWS)
class NumberedSocketTest {
    private final int[] ends = new int[2];

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, ends);
        Libc.nonBlocking(ends[0]);
        Libc.nonBlocking(ends[1]);
    }

    @AfterEach
    void close() {
        Libc.INSTANCE.close(ends[0]);
        Libc.INSTANCE.close(ends[1]);
    }

    private static byte[] receiveAll(EventLoop loop, long socket, int count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < count) {
            all.write(loop.sockReceive(socket, 100_000));
        }
        return all.toByteArray();
    }

    @Test
    void bytesArriveHoweverMany(EventLoop loop) {
        byte[] sent = Payload.of(3_000_000, 31);
        InTask.run(loop, () -> {
            Task<Void> sender = loop.createTask(() -> loop.sockSendAll(ends[0], sent));
            assertThat(receiveAll(loop, ends[1], sent.length)).isEqualTo(sent);
            Async.await(sender);
        });
    }

    @Test
    void buffersOfBothKindsAreFilledAndSent(EventLoop loop) {
        InTask.run(loop, () -> {
            ByteBuffer direct = ByteBuffer.allocateDirect(10)
                    .put("0123456789".getBytes(UTF_8))
                    .flip();
            loop.sockSendAll(ends[0], direct.position(2));
            assertThat(direct.hasRemaining()).isFalse();
            ByteBuffer heap = ByteBuffer.allocate(20).position(1);
            assertThat(loop.sockReceiveInto(ends[1], heap)).isEqualTo(8);
            assertThat(heap.position()).isEqualTo(9);
            assertThat(new String(heap.array(), 1, 8, UTF_8)).isEqualTo("23456789");
            Task<Integer> receiver = loop.createTask(() -> loop.sockReceiveInto(ends[1], direct.clear()));
            Channels.giveWay();
            loop.sockSendAll(ends[0], "later".getBytes(UTF_8));
            assertThat(Async.await(receiver)).isEqualTo(5);
            assertThat(loop.sockReceiveInto(ends[1], ByteBuffer.allocate(0))).isZero();
        });
    }

    @Test
    void theEndIsNoBytesAndMinusOne(EventLoop loop) {
        int gone = Libc.INSTANCE.dup(ends[0]);
        InTask.run(loop, () -> {
            int[] pipe = new int[2];
            Libc.INSTANCE.pipe(pipe);
            Libc.nonBlocking(pipe[0]);
            Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pipe[0], 10));
            Channels.giveWay();
            Libc.INSTANCE.close(pipe[1]);
            assertThat(Async.await(receiver)).isEmpty();
            assertThat(loop.sockReceiveInto(pipe[0], ByteBuffer.allocate(1))).isEqualTo(-1);
            Libc.INSTANCE.close(pipe[0]);
        });
        Libc.INSTANCE.close(gone);
    }

    @Test
    void aCancelledReceiverLeavesTheBytesToTheNext(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<byte[]> first = loop.createTask(() -> loop.sockReceive(ends[1], 100));
            Channels.giveWay();
            loop.sockSendAll(ends[0], "for the next".getBytes(UTF_8));
            first.cancel();
            assertThatThrownBy(() -> Async.await(first)).isInstanceOf(CancellationException.class);
            assertThat(loop.sockReceive(ends[1], 100)).asString().isEqualTo("for the next");
        });
    }

    @Test
    void twoTasksDoNotWaitForTheSame(EventLoop loop) {
        InTask.run(loop, () -> {
            Task<byte[]> first = loop.createTask(() -> loop.sockReceive(ends[1], 100));
            Channels.giveWay();
            assertThatThrownBy(() -> loop.sockReceive(ends[1], 100))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another task waits already to read");
            loop.sockSendAll(ends[0], new byte[1]);
            assertThat(Async.await(first)).hasSize(1);
        });
    }

    @Test
    void connectionsAreMadeAndAcceptedByNumber(EventLoop loop) {
        int listener = Libc.boundTcp();
        Libc.INSTANCE.listen(listener, 5);
        Libc.nonBlocking(listener);
        int client = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        Libc.nonBlocking(client);
        InTask.run(loop, () -> {
            Task<Long> accepting = loop.createTask(() -> loop.sockAccept(listener));
            Channels.giveWay();
            loop.sockConnect(client, Libc.nameOf(listener));
            long accepted = Async.await(accepting);
            loop.sockSendAll(accepted, "hello".getBytes(UTF_8));
            assertThat(loop.sockReceive(client, 100)).asString().isEqualTo("hello");
            Libc.INSTANCE.close((int) accepted);
            assertThat(loop.sockReceive(client, 100)).isEmpty();
        });
        Libc.INSTANCE.close(client);
        Libc.INSTANCE.close(listener);
    }

    @Test
    @Tag("F4")
    void whatCannotBeUsedIsRefused(EventLoop loop) throws IOException {
        int blocking = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        int client = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_STREAM, 0);
        Libc.nonBlocking(client);
        try (ClosedPort closed = new ClosedPort()) {
            InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), closed.number());
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> loop.sockConnect(client, nobody))
                            .isInstanceOf(ConnectException.class));
        }
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> loop.sockReceive(blocking, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("blocking mode");
            assertThatThrownBy(() -> loop.sockAccept(blocking)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> loop.sockReceive(-1, 1)).isInstanceOf(IllegalArgumentException.class);
            Libc.INSTANCE.close(client);
            assertThatThrownBy(() -> loop.sockReceive(client, 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> loop.sockSendAll(client, new byte[1])).isInstanceOf(IOException.class);
        });
        Libc.INSTANCE.close(blocking);
    }

    @Test
    void filesAreSentByNumberAndOverChannels(EventLoop loop) throws IOException {
        byte[] content = Payload.of(3_000_000, 32);
        Path file = Files.write(directory.resolve("file"), content);
        SendfileOptions part = SendfileOptions.DEFAULT.withOffset(5).withCount(2_000_000);
        byte[] expected = Arrays.copyOfRange(content, 5, 2_000_005);
        try (FileChannel channel = FileChannel.open(file);
                Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<Long> sender = loop.createTask(() -> loop.sockSendfile(ends[0], channel, part));
                assertThat(receiveAll(loop, ends[1], 2_000_000)).isEqualTo(expected);
                assertThat(Async.await(sender)).isEqualTo(2_000_000);
                assertThat(channel.position()).isEqualTo(2_000_005);
                var peer = Blocking.call(() -> pair.peer().getInputStream().readNBytes(2_000_000));
                assertThat(loop.sockSendfile(pair.ours(), file, part)).isEqualTo(2_000_000);
                assertThat(Async.await(peer)).isEqualTo(expected);
            });
        }
    }

    @Test
    void filesAreNotSentOverWhatIsNoStream(EventLoop loop) throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[10]);
        int datagrams = Libc.INSTANCE.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
        Libc.nonBlocking(datagrams);
        InTask.run(
                loop,
                () -> assertThatThrownBy(() -> loop.sockSendfile(datagrams, file, SendfileOptions.DEFAULT))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("stream"));
        Libc.INSTANCE.close(datagrams);
    }
}
