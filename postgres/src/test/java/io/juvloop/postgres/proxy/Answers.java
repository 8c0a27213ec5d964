package io.juvloop.postgres.proxy;

import io.juvloop.Handle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The server's answers on their way to the client: at once, delayed, in pieces, or held.
///
/// Loop thread only.
final class Answers {
    private final Proxy proxy;
    private final Consumer<ByteBuffer> target;
    private final Runnable ending;
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private @Nullable Handle pumping;
    private boolean isEnding;

    /// @param due when it may leave, by the loop's clock
    private record Piece(ByteBuffer data, long due) {}

    Answers(Proxy proxy, Consumer<ByteBuffer> target, Runnable ending) {
        this.proxy = proxy;
        this.target = target;
        this.ending = ending;
    }

    void add(ByteBuffer data) {
        Duration delay = proxy.delay();
        boolean isCut = data.remaining() > proxy.chunk();
        if (waiting.isEmpty() && delay.isZero() && !isCut && !proxy.isHolding()) {
            target.accept(data);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
        waiting.add(new Piece(copy, proxy.loop().time() + delay.toNanos()));
        pump();
    }

    void end() {
        isEnding = true;
        pump();
    }

    /// Sends one piece a turn, as long as there are some that may leave.
    void pump() {
        if (pumping != null || proxy.isHolding()) {
            return;
        }
        Piece first = waiting.peek();
        if (first == null) {
            if (isEnding) {
                isEnding = false;
                ending.run();
            }
            return;
        }
        long now = proxy.loop().time();
        pumping = first.due() <= now
                ? proxy.loop().callSoon(() -> send(first))
                : proxy.loop().callAt(first.due(), () -> send(first));
    }

    private void send(Piece piece) {
        pumping = null;
        if (proxy.isHolding()) {
            return;
        }
        ByteBuffer data = piece.data();
        int length = Math.min(proxy.chunk(), data.remaining());
        ByteBuffer part = data.slice(data.position(), length);
        data.position(data.position() + length);
        if (!data.hasRemaining()) {
            waiting.poll();
        }
        target.accept(part);
        pump();
    }

    void close() {
        waiting.clear();
        Handle planned = pumping;
        if (planned != null) {
            planned.cancel();
        }
    }
}
