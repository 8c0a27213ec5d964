package io.juvloop.sendfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.SendfileOptions;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.HeldExecutor;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One file that is being sent over a transport to a peer that does not read yet, brought to a given point, so
/// that a test can interfere there and then check the result.
///
/// Loop thread only.
final class InterruptedSend implements AutoCloseable {
    /// The progress of the sending.
    enum Point {
        /// Requested, but not begun.
        ASKED,
        /// Earlier writes are still being sent.
        BEHIND_OTHER_BYTES,
        /// Another thread accesses the file, before the first byte is sent.
        FIRST_STEP,
        /// Some bytes are sent, and the peer takes no more.
        PEER_FULL,
        /// Some bytes are sent, and another thread is sending the next ones.
        LATER_STEP
    }

    static final int OFFSET = 5;
    private static final int BEFORE = 8_000_000;

    private final EventLoop loop;
    private final HeldExecutor executor = new HeldExecutor();
    private final Pair<RecordingProtocol, RecordingProtocol> pair;
    private final FileChannel file;
    private final CompletableFuture<Long> sending;
    private final int before;

    /// Brings the sending to a point.
    InterruptedSend(EventLoop loop, FileChannel file, Point point) {
        this.loop = loop;
        this.file = file;
        loop.setDefaultExecutor(executor);
        pair = Pair.connect(loop);
        pair.serverTransport().pauseReading();
        before = point == Point.BEHIND_OTHER_BYTES ? BEFORE : 0;
        if (before > 0) {
            pair.clientTransport().write(new byte[before]);
        }
        if (point == Point.FIRST_STEP) {
            executor.hold();
        }
        sending = loop.sendfile(pair.clientTransport(), file, SendfileOptions.DEFAULT.withOffset(OFFSET));
        switch (point) {
            case ASKED -> {}
            case BEHIND_OTHER_BYTES -> Turns.many(loop, 3);
            case FIRST_STEP -> Await.until(loop, executor::isHolding);
            case PEER_FULL -> awaitFull();
            case LATER_STEP -> {
                awaitFull();
                executor.hold();
                pair.serverTransport().resumeReading();
                Await.until(loop, executor::isHolding);
                pair.serverTransport().pauseReading();
            }
        }
        assertThat(sending).isNotDone();
    }

    /// Waits until the last step has reported that the socket takes no more, and no other step begins.
    private void awaitFull() {
        Await.until(loop, () -> executor.done() > 0);
        int seen = -1;
        while (executor.done() > seen) {
            seen = executor.done();
            Turns.many(loop, 5);
            loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofMillis(20))));
        }
    }

    Pair<RecordingProtocol, RecordingProtocol> pair() {
        return pair;
    }

    CompletableFuture<Long> sending() {
        return sending;
    }

    /// Lets the work continue and the peer read, and waits for the end.
    ///
    /// @return the failure, or null for success
    @Nullable
    Throwable finish() {
        executor.release();
        if (!pair.server().isLost()) {
            pair.serverTransport().resumeReading();
        }
        Await.until(loop, "the end of sending", sending::isDone);
        return sending.handle((sent, failure) -> failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    /// Closes the loop, and only then lets the work continue.
    void closeLoop() {
        loop.close();
        executor.release();
        await().until(executor::isIdle);
    }

    /// Asserts that the peer has received the file's bytes from the offset on.
    void assertPrefix(byte[] content) throws IOException {
        assertPrefix(content, sentByPosition());
    }

    private void assertPrefix(byte[] content, int count) {
        byte[] received = pair.server().received();
        int ofFile = Math.max(0, Math.min(count, received.length - before));
        assertThat(ofFile == 0 || Arrays.equals(received, before, before + ofFile, content, OFFSET, OFFSET + ofFile))
                .isTrue();
    }

    /// Asserts that both can be used again: data written now follows directly behind the position's bytes.
    void assertGoesOn() throws IOException {
        int sent = sentByPosition();
        pair.clientTransport().write("after".getBytes(UTF_8));
        Await.until(loop, "what comes after", () -> pair.server().receivedCount() >= before + sent + 5);
        byte[] received = pair.server().received();
        assertThat(received).hasSize(before + sent + 5);
        assertThat(new String(received, before + sent, 5, UTF_8)).isEqualTo("after");
        assertThat(pair.clientTransport().isReading()).isTrue();
        pair.serverTransport().write("answer".getBytes(UTF_8));
        Await.until(loop, () -> pair.client().receivedText().equals("answer"));
    }

    /// Asserts that the connection was lost, once for each end.
    void assertLost(byte[] content) throws IOException {
        Await.until(loop, "the loss", pair.client()::isLost);
        Await.until(loop, "the peer's loss", pair.server()::isLost);
        assertThat(pair.client().events().stream().filter(event -> event.startsWith("lost")))
                .hasSize(1);
        if (file.isOpen()) {
            assertPrefix(content, sentByPosition());
            assertThat(pair.server().receivedCount()).isLessThanOrEqualTo(before + sentByPosition());
        }
    }

    /// Asserts that the whole file was received, or as much as was sent before the close.
    void assertCame(byte[] content) {
        assertPrefix(content, pair.server().receivedCount() - before);
    }

    int sentByPosition() throws IOException {
        long position = file.position();
        return position == 0 ? 0 : (int) position - OFFSET;
    }

    @Override
    public void close() {
        executor.release();
        if (!loop.isClosed()) {
            pair.close();
        }
    }
}
