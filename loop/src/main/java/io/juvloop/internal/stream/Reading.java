package io.juvloop.internal.stream;

import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvStream;
import io.juvloop.internal.memory.ReadBuffer;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The read side of one connection: whether it reads, and how bytes get from the kernel to the protocol.
///
/// Where the loop polls the stream itself, it reads here, straight into the loop's read buffer or the
/// protocol's own memory. Where libuv reads, the bytes are copied to the same place, and bytes that libuv had
/// read before reading was paused are held until it resumes.
///
/// Loop thread only. A part of a [StreamTransport]; lives as long as the transport.
final class Reading {
    /// libuv's suggested size of a read, which protocols expect.
    private static final long SIZE_HINT = 64 * 1024;

    /// The way to the stream and the protocol: fields for them would cost each connection eight bytes.
    private final StreamTransport transport;

    private boolean running;
    private boolean paused;
    private boolean ended;
    private @Nullable ArrayDeque<HeldRead> held;

    Reading(StreamTransport transport) {
        this.transport = transport;
    }

    private UvStream stream() {
        return transport.stream();
    }

    private ProtocolCalls calls() {
        return transport.calls();
    }

    private ReadBuffer readBuffer() {
        return transport.core().readBuffer();
    }

    boolean isRunning() {
        return running;
    }

    /// Starts reading, unless the user has paused it or the end was reached.
    void begin() {
        if (!running && !paused && !ended) {
            running = true;
            if (hasHeld()) {
                transport.core().callInternally(this::deliverHeld);
            } else {
                start();
            }
        }
    }

    private void start() {
        int status = stream().readStart();
        if (status < 0) {
            running = false;
            transport.fail("uv_read_start", status);
        }
    }

    /// Stops reading for now.
    void stop() {
        if (running) {
            running = false;
            stream().readStop();
        }
    }

    void pause() {
        paused = true;
        stop();
    }

    /// Undoes [#pause]. After an error it is paused still, so that it can be called again.
    void resume() {
        if (paused) {
            paused = false;
            try {
                transport.beginReading();
            } catch (Throwable thrown) {
                pause();
                throw thrown;
            }
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /// The end was reached.
    void ended() {
        ended = true;
        stop();
    }

    /// Drops the held bytes.
    void drop() {
        held = null;
    }

    // --- The loop's own poll

    /// Reads once, because the stream is readable; the poll reports again if there is more.
    void readable() {
        DirectReader direct = calls().direct();
        int wanted = direct == null ? 0 : direct.wanted();
        if (direct != null && wanted > 0) {
            receive(direct, wanted);
            return;
        }
        if (calls().isPlain()) {
            readEnded(stream().receive(readBuffer().address(), ReadBuffer.SIZE));
            return;
        }
        MemorySegment target = calls().buffer(SIZE_HINT);
        if (target != null && running) {
            receive(target);
        }
    }

    /// Reads for a waiting reader behind the protocol, which runs no code of the user's. All other deliveries
    /// run on the dispatcher.
    ///
    /// @return false if no reader waits, so that [#readable] must follow
    boolean readInPlace() {
        DirectReader direct = calls().direct();
        int wanted = direct == null ? 0 : direct.wanted();
        if (direct == null || wanted == 0) {
            return false;
        }
        int count;
        try {
            count = receiveInPlace(direct, wanted);
        } catch (Throwable thrown) {
            transport.core().dispatcher().run(() -> transport.protocolFailed("dataReceived", thrown));
            return true;
        }
        if (count <= 0 && count != UvErrors.EAGAIN) {
            transport.core().dispatcher().run(() -> endedWith(count));
        }
        return true;
    }

    private int receiveInPlace(DirectReader direct, int wanted) {
        MemorySegment target = direct.target();
        int count = target == null
                ? stream().receive(readBuffer().address(), Math.min(wanted, ReadBuffer.SIZE))
                : stream().receive(target);
        if (count > 0 && target == null) {
            calls().deliverInPlace(count);
        } else if (count > 0) {
            direct.received(count);
        }
        return count;
    }

    private void receive(DirectReader direct, int wanted) {
        MemorySegment target = transport.core().isDebug() ? null : direct.target();
        if (target == null) {
            readEnded(stream().receive(readBuffer().address(), Math.min(wanted, ReadBuffer.SIZE)));
            return;
        }
        int count = stream().receive(target);
        if (count > 0) {
            direct.received(count);
        } else if (count != UvErrors.EAGAIN) {
            endedWith(count);
        }
    }

    private void receive(MemorySegment target) {
        int count;
        try {
            count = stream().receive(target);
        } catch (IllegalStateException | WrongThreadException unusable) {
            calls().bufferFailed(unusable);
            return;
        }
        readEnded(count);
    }

    private void readEnded(int result) {
        if (result > 0) {
            calls().deliver(result);
        } else if (result != UvErrors.EAGAIN) {
            endedWith(result);
        }
    }

    private void endedWith(int result) {
        if (result == UvErrors.EOF) {
            transport.endOfStream();
        } else {
            transport.readFailed(result);
        }
    }

    // --- Reads by libuv

    /// Takes bytes that libuv has read, possibly before reading was stopped.
    ///
    /// @param delivery the delivery of the bytes; null for the ordinary one
    void read(long from, int count, @Nullable Delivery delivery) {
        if (!running || hasHeld()) {
            byte[] bytes = count < 0 ? null : ReadBuffer.copy(from, count);
            held().addLast(new HeldRead(bytes, count, delivery));
        } else {
            if (count > 0) {
                readBuffer().put(from, count);
            }
            deliver(count, delivery);
        }
    }

    private boolean hasHeld() {
        return held != null && !held.isEmpty();
    }

    private ArrayDeque<HeldRead> held() {
        ArrayDeque<HeldRead> current = held;
        if (current == null) {
            current = new ArrayDeque<>(2);
            held = current;
        }
        return current;
    }

    /// Delivers the bytes in the loop's read buffer.
    private void deliver(int count, @Nullable Delivery delivery) {
        if (count < 0) {
            endedWith(count);
        } else if (delivery == null) {
            deliverBytes(count, false);
        } else {
            delivery.deliver(() -> deliverBytes(count, true));
        }
    }

    /// Delivers bytes as long as the protocol wants them, and holds the rest.
    private void deliverBytes(int count, boolean wantedAnyway) {
        int done = 0;
        while (done < count && (running || wantedAnyway) && !transport.isEnding()) {
            done += calls().isPlain() ? deliverRest(done, count) : deliverInto(done, count);
        }
        if (done < count && !transport.isEnding()) {
            held().addFirst(new HeldRead(readBuffer().copy(done, count - done), count - done, null));
        }
    }

    private int deliverRest(int done, int count) {
        readBuffer().moveToFront(done, count - done);
        calls().deliver(count - done);
        return count - done;
    }

    /// The protocol's `getBuffer` may stop reading or replace the protocol.
    private int deliverInto(int done, int count) {
        boolean wasRunning = running;
        MemorySegment target = calls().buffer(SIZE_HINT);
        if (target == null || running != wasRunning) {
            return 0;
        }
        int some = readBuffer().copy(done, count - done, target);
        calls().deliver(some);
        return some;
    }

    private void deliverHeld() {
        try {
            deliverAllHeld();
        } catch (Throwable thrown) {
            throw transport.broken(thrown);
        }
    }

    private void deliverAllHeld() {
        while (running && hasHeld()) {
            HeldRead next = held().removeFirst();
            byte[] bytes = next.bytes;
            if (bytes != null) {
                readBuffer().put(bytes);
            }
            deliver(next.status, next.delivery);
        }
        if (running && !ended) {
            start();
        }
    }
}
