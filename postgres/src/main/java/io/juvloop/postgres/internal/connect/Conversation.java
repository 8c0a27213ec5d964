package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Protocol;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.MessageTypes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Talks with the server while a connection begins, one message after the other, from a task that waits for each.
///
/// It keeps what has come and was not read, so nothing is lost when TLS, or a session, takes the connection over. A
/// peer that sends much without being asked is paused.
///
/// Loop thread only; what reads, in one task. Used until [#handOver].
final class Conversation implements Protocol {
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int LARGEST_MESSAGE = 1 << 18;
    private static final int LARGEST_BACKLOG = 1 << 16;
    private static final int FIRST_SIZE = 1 << 10;

    private final EventLoop loop;
    private @Nullable Transport transport;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int from;
    private int to;
    private boolean isPaused;
    private boolean isEnded;
    private @Nullable Throwable reason;
    private @Nullable LoopFuture<Boolean> arrival;

    Conversation(EventLoop loop) {
        this.loop = loop;
    }

    // --- The protocol

    @Override
    public void connectionMade(Transport made) {
        transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        reserve(data.remaining());
        int length = data.remaining();
        data.get(bytes, to, length);
        to += length;
        if (to - from > LARGEST_BACKLOG) {
            isPaused = true;
            transport().pauseReading();
        }
        wake();
    }

    private void reserve(int more) {
        if (bytes.length - to >= more) {
            return;
        }
        int size = to - from;
        byte[] larger = bytes.length >= size + more ? bytes : new byte[Math.max(bytes.length * 2, size + more)];
        System.arraycopy(bytes, from, larger, 0, size);
        bytes = larger;
        from = 0;
        to = size;
    }

    @Override
    public boolean eofReceived() {
        isEnded = true;
        wake();
        return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        isEnded = true;
        reason = cause;
        wake();
    }

    private void wake() {
        LoopFuture<Boolean> waiting = arrival;
        if (waiting != null) {
            arrival = null;
            waiting.complete(true);
        }
    }

    // --- Reading and writing

    Transport transport() {
        Transport present = transport;
        if (present == null) {
            throw new IllegalStateException("not connected");
        }
        return present;
    }

    void send(byte[] message) {
        transport().write(message);
    }

    /// The one byte that answers a request for TLS. What follows it without being asked for is not the server's.
    @Suspends
    byte readAnswer() {
        await(1);
        byte answer = bytes[from];
        from++;
        if (from < to) {
            throw new ProtocolViolation(
                    "somebody has sent data behind the answer to the request for TLS, which may be an attack");
        }
        return answer;
    }

    /// The next message, which stays valid.
    ///
    /// @throws ConnectionLost if the connection ends before
    @Suspends
    Frame read() {
        await(HEADER);
        ByteBuffer header = ByteBuffer.wrap(bytes, from, HEADER);
        byte type = header.get();
        int length = header.getInt();
        if (length < Integer.BYTES || length > LARGEST_MESSAGE) {
            throw new ProtocolViolation("the server has sent a message " + MessageTypes.name(type) + " of " + length
                    + " bytes while the connection began; it may be no PostgreSQL server");
        }
        await(1 + length);
        byte[] body = Arrays.copyOfRange(bytes, from + HEADER, from + 1 + length);
        from += 1 + length;
        return Frame.of(type, ByteBuffer.wrap(body));
    }

    /// Waits until there are so many bytes.
    @Suspends
    private void await(int count) {
        while (to - from < count) {
            if (isEnded) {
                throw new ConnectionLost("before the server was ready", reason);
            }
            if (isPaused) {
                isPaused = false;
                transport().resumeReading();
            }
            LoopFuture<Boolean> waiting = new LoopFuture<>(loop);
            arrival = waiting;
            var _ = Async.await(waiting);
        }
    }

    /// Whether something came that was not read.
    boolean hasUnread() {
        return from < to;
    }

    // --- Passing on

    /// TLS lies in between from now on.
    void encrypted(Transport above) {
        transport = above;
    }

    /// Stops, for another protocol to take over.
    ///
    /// @return what came and was not read
    /// @throws ConnectionLost if the connection has ended
    ByteBuffer handOver() {
        if (isEnded || transport().isClosing()) {
            throw new ConnectionLost("as soon as the server was ready", reason);
        }
        transport().pauseReading();
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
    }

    /// Ends the connection, if there is one, and if it is not just being closed.
    void end() {
        Transport present = transport;
        if (present != null && !present.isClosing()) {
            present.abort();
        }
    }
}
