package io.juvloop.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.LastErrorException;
import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.HeldExecutor;
import io.juvloop.testing.InTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tasks that send a file over a socket are cancelled at each step: the position is behind the last byte sent.
@SocketTest
class SockSendfileCancelTest {
    private static final int SIZE = 20_000_000;
    private static final int OFFSET = 7;
    private static final int SOME = 65536;

    private static final SendfileOptions PART = SendfileOptions.DEFAULT.withOffset(OFFSET);

    enum Point {
        FIRST_STEP,
        PEER_FULL,
        LATER_STEP
    }

    @TempDir
    private Path directory;

    private final HeldExecutor executor = new HeldExecutor();
    private byte[] content;
    private Path path;

    @BeforeEach
    void write() throws IOException {
        content = Payload.of(SIZE, 41);
        path = Files.write(directory.resolve("file"), content);
    }

    /// Waits until the socket takes no more, and no other step begins.
    private void awaitFull() {
        Channels.await(() -> executor.done() > 0);
        int seen = -1;
        while (executor.done() > seen) {
            seen = executor.done();
            Async.sleep(Duration.ofMillis(20));
        }
    }

    /// Brings the sending to a point.
    ///
    /// @param peer reads some available bytes, without waiting
    private void bringTo(Point point, Runnable peer) {
        switch (point) {
            case FIRST_STEP -> Channels.await(executor::isHolding);
            case PEER_FULL -> awaitFull();
            case LATER_STEP -> {
                awaitFull();
                executor.hold();
                Channels.await(() -> {
                    peer.run();
                    return executor.isHolding();
                });
            }
        }
    }

    private void assertCancelled(Task<Long> sending, Point point) {
        if (point == Point.LATER_STEP) {
            Async.await(Blocking.run(sending::cancel));
        } else {
            sending.cancel();
        }
        Channels.giveWay();
        executor.release();
        assertThatThrownBy(() -> Async.await(sending)).isInstanceOf(CancellationException.class);
    }

    private void assertPrefix(byte[] received, FileChannel file) throws IOException {
        int sent = file.position() == 0 ? 0 : (int) file.position() - OFFSET;
        assertThat(received).hasSize(sent);
        assertThat(received).isEqualTo(Arrays.copyOfRange(content, OFFSET, OFFSET + sent));
    }

    @ParameterizedTest
    @EnumSource
    void overAChannel(Point point, EventLoop loop) throws IOException {
        loop.setDefaultExecutor(executor);
        try (FileChannel file = FileChannel.open(path);
                Channels.Pair pair = Channels.pair()) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            InTask.run(loop, () -> {
                if (point == Point.FIRST_STEP) {
                    executor.hold();
                }
                Task<Long> sending = loop.createTask(() -> loop.sockSendfile(pair.ours(), file, PART));
                bringTo(point, () -> received.writeBytes(whatIsThere(pair)));
                assertCancelled(sending, point);
                pair.ours().shutdownOutput();
                var rest = Blocking.call(() -> pair.peer().getInputStream().readAllBytes());
                received.write(Async.await(rest));
            });
            assertPrefix(received.toByteArray(), file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void overANumber(Point point, EventLoop loop) throws IOException {
        loop.setDefaultExecutor(executor);
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_STREAM, 0, pair);
        Libc.nonBlocking(pair[0]);
        Libc.nonBlocking(pair[1]);
        try (FileChannel file = FileChannel.open(path)) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            InTask.run(loop, () -> {
                if (point == Point.FIRST_STEP) {
                    executor.hold();
                }
                Task<Long> sending = loop.createTask(() -> loop.sockSendfile(pair[0], file, PART));
                bringTo(point, () -> received.writeBytes(read(pair[1])));
                assertCancelled(sending, point);
                Libc.INSTANCE.close(pair[0]);
                for (byte[] some = read(pair[1]); some.length > 0; some = read(pair[1])) {
                    received.write(some);
                }
            });
            assertPrefix(received.toByteArray(), file);
        } finally {
            Libc.INSTANCE.close(pair[1]);
        }
    }

    private static byte[] whatIsThere(Channels.Pair pair) {
        try {
            InputStream input = pair.peer().getInputStream();
            return input.readNBytes(Math.min(input.available(), SOME));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read(int fd) {
        byte[] bytes = new byte[SOME];
        try {
            return Arrays.copyOf(bytes, (int) Libc.INSTANCE.read(fd, bytes, SOME));
        } catch (LastErrorException nothingThere) {
            return new byte[0];
        }
    }

    @Test
    void aChannelThatIsClosedMeanwhileFailsIt(EventLoop loop) throws IOException {
        loop.setDefaultExecutor(executor);
        for (Point point : Point.values()) {
            try (FileChannel file = FileChannel.open(path);
                    Channels.Pair pair = Channels.pair()) {
                InTask.run(loop, () -> {
                    if (point == Point.FIRST_STEP) {
                        executor.hold();
                    }
                    Task<Long> sending = loop.createTask(() -> loop.sockSendfile(pair.ours(), file, PART));
                    bringTo(point, () -> whatIsThere(pair));
                    Async.await(Blocking.run(pair.ours()::close));
                    executor.release();
                    assertThatThrownBy(() -> Async.await(sending)).hasCauseInstanceOf(ClosedChannelException.class);
                    assertThat(file.isOpen()).isTrue();
                });
            }
        }
    }
}
