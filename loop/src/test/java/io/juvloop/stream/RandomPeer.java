package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BufferedProtocol;
import io.juvloop.ExtraInfo;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One end of a connection that behaves at random in every call, and checks that all its observations are
/// allowed.
///
/// The data that it writes is a stream that its peer can predict, so that a byte lost, doubled or out of order
/// shows. A flaw is kept for the test to find, because an exception would be taken for a part of the random
/// conduct.
abstract class RandomPeer implements StreamProtocol {
    private static final int LARGEST_WRITE = 100_000;
    private static final int MARGIN_OF_WRITES = 2_000_000;

    /// The exception that is thrown on purpose.
    static final class RandomFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final RandomPeers all;
    private final Random random;
    private @Nullable RandomPeer peer;
    private @Nullable Transport transport;
    private long sent;
    private long received;
    private boolean paused;
    private boolean readingPaused;
    private boolean closedByMe;
    private boolean ended;
    private boolean lost;
    private boolean mayCutShort;

    RandomPeer(RandomPeers all) {
        this.all = all;
        this.random = all.random();
    }

    void meet(RandomPeer other) {
        peer = other;
        other.peer = this;
    }

    boolean isLost() {
        return lost;
    }

    boolean isMade() {
        return transport != null;
    }

    /// Checks at the end that a peer which saw the end of the stream has received all its data.
    void assertComplete() {
        assertThat(lost).isTrue();
        RandomPeer sender = Objects.requireNonNull(peer);
        if (ended && !sender.mayCutShort) {
            assertThat(received).as("bytes before the end of the stream").isEqualTo(sender.sent);
        }
    }

    /// Closes or aborts; two ends that close with buffered data for each other may wait indefinitely.
    void end(boolean surely) {
        closedByMe = true;
        if (surely || random.nextBoolean()) {
            abort(Objects.requireNonNull(transport));
        } else {
            Objects.requireNonNull(transport).close();
        }
    }

    /// Aborts; only TCP has a reset, by which the peer knows that data is missing.
    private void abort(Transport here) {
        mayCutShort |= here.extraInfo(ExtraInfo.SOCKNAME) instanceof UnixDomainSocketAddress;
        here.abort();
    }

    // --- Calls of the transport

    @Override
    public void connectionMade(Transport made) {
        all.check(transport == null, "made twice");
        transport = made;
        act();
    }

    @Override
    public boolean eofReceived() {
        all.check(isMade() && !lost && !ended && !closedByMe && !readingPaused, "an end that may not be");
        ended = true;
        act();
        return random.nextBoolean();
    }

    @Override
    public void pauseWriting() {
        all.check(!paused && !lost, "paused while paused or lost");
        paused = true;
        act();
    }

    @Override
    public void resumeWriting() {
        all.check(paused && !lost, "resumed while not paused or lost");
        paused = false;
        act();
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        all.check(isMade() && !lost, "lost twice or before it was made");
        lost = true;
        mayCutShort |= cause != null;
        all.actSomewhere();
        failAtRandom();
    }

    final void see(byte[] data) {
        all.check(isMade() && !lost && !ended && !closedByMe && !readingPaused, "data that may not be");
        all.check(data.length > 0, "empty data");
        for (byte value : data) {
            all.check(value == pattern(received), "a byte that was not sent");
            received++;
        }
        act();
    }

    private static byte pattern(long index) {
        return (byte) (index * 31 + (index >>> 8));
    }

    // --- Random actions

    /// Acts on this connection or on another, or throws.
    final void act() {
        for (int actions = random.nextInt(4); actions > 0; actions--) {
            if (random.nextInt(4) == 0) {
                all.actSomewhere();
            } else {
                actHere();
            }
        }
        failAtRandom();
    }

    private void failAtRandom() {
        if (random.nextInt(150) == 0) {
            all.expectReport();
            throw new RandomFailure();
        }
    }

    final void actHere() {
        Transport here = transport;
        if (here == null) {
            return;
        }
        switch (random.nextInt(100)) {
            case 0 -> {
                closedByMe = true;
                here.close();
            }
            case 1 -> {
                closedByMe = true;
                abort(here);
            }
            case 2, 3 -> here.writeEof();
            case 4, 5, 6, 7, 8 -> {
                readingPaused = true;
                here.pauseReading();
            }
            case 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 -> {
                readingPaused = false;
                here.resumeReading();
            }
            case 19, 20, 21 -> here.setWriteBufferLimits(WriteBufferLimits.ofHigh(random.nextInt(200_000)));
            default -> write(here);
        }
    }

    private void write(Transport here) {
        long arrived = peer == null ? 0 : peer.received;
        if (here.isClosing() || sent - arrived > MARGIN_OF_WRITES) {
            return;
        }
        byte[] piece = new byte[1 + random.nextInt(1 + random.nextInt(LARGEST_WRITE))];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = pattern(sent + i);
        }
        long before = sent;
        sent += piece.length; // before the write, in which a pause may lead to another one
        try {
            hand(here, piece);
        } catch (IllegalStateException afterTheEnd) {
            all.check("cannot write after writeEof".equals(afterTheEnd.getMessage()), "refused a write");
            sent = before;
        }
    }

    private void hand(Transport here, byte[] piece) {
        switch (random.nextInt(4)) {
            case 0 -> here.write(piece);
            case 1 -> here.write(ByteBuffer.wrap(piece));
            case 2 ->
                here.write(ByteBuffer.allocateDirect(piece.length).put(piece).flip());
            default -> {
                try (Arena arena = Arena.ofConfined()) {
                    here.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, piece));
                }
            }
        }
        Arrays.fill(piece, (byte) 0x55);
    }

    /// Reads from views of the read buffer.
    static final class Plain extends RandomPeer implements Protocol {
        Plain(RandomPeers all) {
            super(all);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            see(bytes);
        }
    }

    /// Reads into memory of its own, and behaves at random in `getBuffer`, too.
    static final class Buffered extends RandomPeer implements BufferedProtocol {
        private final MemorySegment memory = Arena.ofAuto().allocate(5000);

        Buffered(RandomPeers all) {
            super(all);
        }

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            act();
            return memory;
        }

        @Override
        public void bufferUpdated(long count) {
            see(memory.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
