package io.juvloop.internal.tls;

import io.juvloop.BaseProtocol;
import io.juvloop.BufferedProtocol;
import io.juvloop.StreamProtocol;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.ProtocolErrors;
import io.juvloop.internal.core.Steps;
import io.juvloop.internal.stream.UpperLayer;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsSession;
import java.io.EOFException;
import java.lang.foreign.MemorySegment;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One encrypted connection: the protocol of the transport below, and what the transport above stands on; asyncio's
/// `SSLProtocol`.
///
/// Its parts are [TlsInput], [TlsOutput] and the user's [TlsProtocol]; here is its life, [TlsState]. Every way to
/// the end goes through the transport below, whose `connectionLost` is the end: of this, and then of the user's
/// protocol.
///
/// Loop thread only. Lives from the `connectionMade` to the `connectionLost` of the transport below; the engine
/// lives longer if it is worked on elsewhere.
public final class TlsConnection implements BufferedProtocol, UpperLayer {
    private static final WriteBufferLimits LIMITS = new WriteBufferLimits(128 * 1024, 512 * 1024);
    private static final WriteBufferLimits UNTIL_EMPTY = new WriteBufferLimits(0, 0);

    /// How much is read away after a close before the peer is left alone.
    private static final long MOST_DISCARDED = 256 * 1024;

    private static final int LAST_STEPS = 5;
    private static final int OWN_STEPS = 4;

    private final TlsLoop tls;
    private final LoopCore core;
    private final TlsRole role;
    private final TlsHandshake handshake;
    private final TlsInput input;
    private final TlsLimit limit;
    private TlsState state = TlsState.UNWRAPPED;
    private @Nullable TlsLayer layer;
    private @Nullable Transport lower;
    private @Nullable TlsTransport transport;
    private @Nullable TlsProtocol protocol;
    private @Nullable Throwable cause;
    private @Nullable StreamProtocol upgraded;
    private boolean begun;
    private boolean paused;
    private boolean lost;
    private boolean closesLower;
    private boolean pauseWaits;
    private boolean outputEnded;
    private boolean newest;
    private long discarded;

    TlsConnection(TlsLoop tls, TlsRole role, Beginning beginning) {
        this.tls = tls;
        this.core = tls.core();
        this.role = role;
        this.handshake = new TlsHandshake(this, tls, role, beginning);
        this.input = new TlsInput(this, core);
        this.limit = new TlsLimit(core);
    }

    // --- Its parts

    private TlsLayer layer() {
        return Objects.requireNonNull(layer, "TLS has not begun");
    }

    TlsMemory memory() {
        return layer().memory();
    }

    TlsOutput output() {
        return layer().output();
    }

    /// Whether there is a transport below.
    boolean hasBegun() {
        return lower != null;
    }

    Transport lower() {
        return Objects.requireNonNull(lower, "TLS has not begun");
    }

    TlsEngine engine() {
        return handshake.engine();
    }

    TlsHandshake handshake() {
        return handshake;
    }

    TlsProtocol protocol() {
        return Objects.requireNonNull(protocol, "there is no protocol yet");
    }

    TlsContext context() {
        return handshake.context();
    }

    LoopCore core() {
        return core;
    }

    int depth() {
        return layer().depth();
    }

    // --- The handshake

    @Override
    public void connectionMade(Transport below) {
        lower = below;
        layer = tls.enter(this, below);
        below.setWriteBufferLimits(LIMITS);
        move(TlsState.HANDSHAKE);
        limit.begin(role.options().handshakeTimeout(), this::handshakeTimedOut);
        byte[] before = role.options().received();
        if (before.length > 0) {
            input.receivedBefore(before);
            input.processLater();
        }
        try {
            handshake.begin();
        } catch (SSLException failure) {
            fail(failure);
        }
    }

    /// The handshake is done.
    void established() {
        limit.cancel();
        newest = session().protocol().equals("TLSv1.3");
        move(TlsState.WRAPPED);
    }

    private void handshakeTimedOut() {
        timedOut("the TLS handshake", role.options().handshakeTimeout());
    }

    /// After an error it can be called again.
    private void timedOut(String what, Duration limit) {
        if (cause == null) {
            cause = new SocketTimeoutException(
                    what + " with " + peer() + " timed out after " + limit.toMillis() + " ms");
        }
        try {
            lower().abort();
        } finally {
            handshake.reportFailed(cause); // unless it was done
        }
    }

    private String peer() {
        return role.serverName().isEmpty() ? "the peer" : role.serverName();
    }

    // --- Its user

    /// Takes over from a protocol whose `connectionMade` was called before, and whose `connectionLost` will be.
    ///
    /// @param below the transport that it has, which an abort ends from now on
    void upgrades(StreamProtocol user, Transport below) {
        upgraded = user;
        lower = below;
    }

    /// Gives it the user's protocol.
    TlsTransport attach(BaseProtocol user) {
        TlsTransport above = new TlsTransport(this);
        transport = above;
        protocol = new TlsProtocol(this, core, above, user);
        return above;
    }

    /// Calls the protocol's `connectionMade`.
    void callConnectionMade() {
        protocol().made(Objects.requireNonNull(transport));
    }

    /// Lets data come.
    void begin() {
        begun = true;
        input.processLater();
    }

    TlsSession session() {
        return engine().session();
    }

    // --- What the parts ask

    @Override
    public boolean isLost() {
        return lost;
    }

    /// Whether its end is decided, and the handshake takes no further step.
    boolean hasFailed() {
        return lost || cause != null;
    }

    /// Processes the bytes that were held back, in a turn of their own.
    void processLater() {
        input.processLater();
    }

    boolean isInHandshake() {
        return state == TlsState.HANDSHAKE;
    }

    boolean isEnding() {
        return state.isEnding();
    }

    /// Whether only the loss of the transport below is still to come.
    boolean isOver() {
        return lost || closesLower;
    }

    /// Whether it speaks TLS 1.3.
    boolean isNewest() {
        return newest;
    }

    boolean canSend() {
        return !lost && cause == null && !outputEnded && state != TlsState.UNWRAPPED;
    }

    /// Whether records can be worked on.
    boolean canReceive() {
        if (handshake.isWorking() || isOver()) {
            return false;
        }
        return state == TlsState.HANDSHAKE
                || state.isEnding()
                || (state == TlsState.WRAPPED && isDelivering() && !input.hasUndelivered());
    }

    /// Whether the protocol wants data.
    boolean isDelivering() {
        boolean isLent = transport != null && transport.isLent();
        return state == TlsState.WRAPPED && begun && !paused && !isLent && !isOver();
    }

    /// Refuses what a peer may not send after the handshake.
    void checkType(int type) throws SSLException {
        if (type == Records.HANDSHAKE && state != TlsState.HANDSHAKE && !newest) {
            throw new SSLException("the peer asks for another handshake, which is refused");
        }
    }

    /// Sends the records that TLS itself has to send in the midst of data, as new keys.
    void sendControl() throws SSLException {
        if (engine().next() == TlsEngine.Next.SEND && !outputEnded) {
            output().sendControl();
        }
        if (engine().next() == TlsEngine.Next.WORK) {
            throw new SSLException("the peer asks for another handshake, which is refused");
        }
    }

    /// The peer sends on after our close.
    void discarded(int count) {
        discarded += count;
        if (discarded > MOST_DISCARDED) {
            closeLower();
        }
    }

    // --- Reading

    @Override
    public MemorySegment getBuffer(long sizeHint) {
        return input.target();
    }

    @Override
    public void bufferUpdated(long count) {
        input.received((int) count);
    }

    void pauseReading() {
        paused = true;
        input.settle();
    }

    void resumeReading() {
        if (paused) {
            input.processLater();
            paused = false; // last, so that after an error it can be called again
        }
    }

    boolean isReading() {
        return state == TlsState.WRAPPED && begun && !paused && !isOver();
    }

    /// The transport was lent or given back, before the end.
    void lendingChanged() {
        lower().setWriteBufferLimits(
                        transport().isLent() ? UNTIL_EMPTY : transport().limits());
        input.processLater();
    }

    private TlsTransport transport() {
        return Objects.requireNonNull(transport, "there is no transport yet");
    }

    // --- Writing

    @Override
    public void pauseWriting() {
        if (output().isBusy()) {
            pauseWaits = true; // the protocol must not write in the middle of a large piece
        } else {
            reportPaused();
        }
    }

    /// What was being encrypted is sent.
    void wasSent() {
        if (pauseWaits && tls.isFlushing()) {
            core.callInternally(this::wasSent); // where the user's code may run
        } else if (pauseWaits) {
            pauseWaits = false;
            reportPaused();
        }
    }

    private void reportPaused() {
        if (state == TlsState.WRAPPED && transport != null) {
            transport.lowerPaused();
        }
    }

    @Override
    public void resumeWriting() {
        pauseWaits = false;
        if (state == TlsState.FLUSHING && cause == null) {
            move(TlsState.SHUTDOWN);
        } else if (state == TlsState.WRAPPED && transport != null) {
            transport.lowerResumed();
        }
    }

    // --- The end

    /// Closes: what was written goes out, then the end of TLS, which the peer has to answer.
    void close() {
        if (state == TlsState.HANDSHAKE) {
            abort();
        } else if (state == TlsState.WRAPPED && cause == null && !isOver()) {
            endOutput();
            if (cause == null) {
                shutDownLower();
                input.processLater();
            }
        }
    }

    private void endOutput() {
        output().flush();
        if (cause != null) {
            return;
        }
        limit.begin(role.options().shutdownTimeout(), this::shutdownTimedOut);
        try {
            engine().closeOutbound();
            output().sendControl();
            if (!engine().isOutboundDone()) {
                output().sendAlert(); // other providers do not ask for the end to be sent
            }
        } catch (SSLException failure) {
            fail(failure);
            return;
        }
        outputEnded = true;
        move(TlsState.FLUSHING);
    }

    /// A peer that does not answer sees the end of the stream at least, and may end it.
    private void shutDownLower() {
        if (lower().canWriteEof()) {
            lower().writeEof();
        }
        lower().setWriteBufferLimits(UNTIL_EMPTY);
        if (state == TlsState.FLUSHING && lower().writeBufferSize() == 0) {
            move(TlsState.SHUTDOWN);
        }
    }

    private void shutdownTimedOut() {
        timedOut("the end of TLS", role.options().shutdownTimeout());
    }

    /// The peer has ended its side.
    void peerEnded() {
        if (state == TlsState.WRAPPED) {
            protocol().eof();
            if (state == TlsState.WRAPPED && cause == null) {
                endOutput();
            }
        }
        closeLower();
    }

    private void closeLower() {
        if (!closesLower && !lost) {
            closesLower = true;
            input.drop();
            lower().close();
        }
    }

    /// The stream below has ended, with or without an end of TLS before.
    @Override
    public boolean eofReceived() {
        switch (state) {
            case HANDSHAKE -> {
                cause = new SocketException("Connection reset: the peer has ended the connection in the TLS handshake");
                closesLower = true;
                lower().close();
                handshake.reportFailed(cause);
            }
            case WRAPPED -> streamEnded();
            case FLUSHING, SHUTDOWN, UNWRAPPED -> closeLower();
        }
        return true;
    }

    private void streamEnded() {
        if (context().options().isTruncationTolerated()) {
            peerEnded();
            return;
        }
        output().flush();
        if (cause == null) {
            cause = new SSLException(
                    "the connection has ended without an end of TLS: data may be missing",
                    new EOFException("end of stream"));
        }
        endWith(role.options().shutdownTimeout());
    }

    /// Gives what was written some time to leave.
    private void endWith(Duration time) {
        limit.begin(time, this::shutdownTimedOut);
        if (!state.isEnding()) {
            move(TlsState.FLUSHING);
        }
        closeLower();
    }

    /// TLS has failed: the peer gets an alert, and the connection is lost with the failure.
    void fail(Throwable failure) {
        if (lost || cause != null || closesLower) {
            return;
        }
        boolean inHandshake = state == TlsState.HANDSHAKE;
        output().drop();
        if (handshake.canSpeak() && !outputEnded) {
            output().sendAlert();
        }
        cause = failure;
        endWith(role.options().shutdownTimeout());
        if (inHandshake) {
            handshake.reportFailed(failure);
        }
    }

    /// The user's code has failed: the connection is lost with it.
    void broken(Throwable thrown) {
        if (!lost && cause == null) {
            cause = thrown;
            output().drop();
            closesLower = true;
            lower().close();
            limit.begin(role.options().shutdownTimeout(), this::shutdownTimedOut);
        }
    }

    /// An error in the middle, as an exhausted stack or memory, costs the connection: it is unknown which bytes were
    /// lost.
    void interrupted() {
        broken(new IllegalStateException("the connection was ended by an error"));
    }

    void abort() {
        if (!lost && lower != null) {
            closesLower = true;
            try {
                drop();
            } finally { // whatever came out of it: what is below must not go on alone
                lower().abort();
            }
        }
    }

    /// Forgets what waits, in both directions.
    private void drop() {
        input.drop();
        if (layer != null) {
            layer.output().drop();
        }
    }

    @Override
    public void closeTop() {
        if (protocol != null && protocol.get() instanceof UpperLayer upper) {
            upper.closeTop();
        } else {
            close();
        }
    }

    @Override
    public void abortTop() {
        abort();
    }

    @Override
    public void connectionLost(@Nullable Throwable below) {
        boolean wasClosed = state == TlsState.SHUTDOWN;
        Throwable why = cause != null ? cause : wasClosed ? null : below;
        Steps.take(LAST_STEPS, step -> {
            switch (step) {
                case 0 -> end();
                case 1 -> handshake.reportLost(why);
                case 2, 3 -> callConnectionLost(why); // once, but after an error that was reported
                default -> {
                    if (transport != null) {
                        transport.lost(why);
                    }
                }
            }
        });
    }

    private void callConnectionLost(@Nullable Throwable why) {
        StreamProtocol waiting = upgraded;
        if (protocol != null) {
            protocol.connectionLost(why);
        } else if (waiting != null) {
            new ProtocolErrors(core, lower(), () -> waiting).call("connectionLost", () -> {
                upgraded = null;
                waiting.connectionLost(why);
            });
        }
    }

    /// The loop is closed under it, which ends only the wait for the handshake.
    void loopClosed() {
        if (!lost) {
            handshake.loopClosed();
            end();
            handshake.reportFailed(LoopCore.closedException());
        }
    }

    private void end() {
        lost = true;
        state = TlsState.UNWRAPPED;
        Steps.take(OWN_STEPS, step -> {
            switch (step) {
                case 0 -> tls.leave(this);
                case 1 -> limit.cancel();
                case 2 -> handshake.connectionEnded();
                default -> drop();
            }
        });
    }

    private void move(TlsState next) {
        if (!next.mayFollow(state)) {
            throw new IllegalStateException("TLS cannot go from " + state + " to " + next);
        }
        state = next;
    }

    @Override
    public String toString() {
        return protocol == null ? "TLS in its handshake" : "TLS of " + protocol.get();
    }
}
