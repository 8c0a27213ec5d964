package io.juvloop.internal.tls;

import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.jdk.Log;
import io.juvloop.tls.ClientHello;
import io.juvloop.tls.Handshakes;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsSession;
import java.lang.foreign.MemorySegment;
import java.net.SocketException;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// The handshake of one encrypted connection: its context and engine, its work on other threads, and the listener
/// that awaits its end.
///
/// Loop thread only. A part of a [TlsConnection], and lives as it does; the engine lives longer if it is worked on.
final class TlsHandshake {
    private static final double NANOS_PER_MILLI = 1e6;

    private final TlsConnection connection;
    private final TlsLoop tls;
    private final LoopCore core;
    private final TlsRole role;
    private final Beginning beginning;
    private long begun;
    private TlsContext context;
    private @Nullable TlsEngine engine;
    private boolean working;
    private boolean reported;
    private boolean counted;
    private boolean freed;

    TlsHandshake(TlsConnection connection, TlsLoop tls, TlsRole role, Beginning beginning) {
        this.connection = connection;
        this.tls = tls;
        this.core = tls.core();
        this.role = role;
        this.context = role.context();
        this.beginning = beginning;
    }

    TlsContext context() {
        return context;
    }

    TlsEngine engine() {
        return Objects.requireNonNull(engine, "there is no engine yet");
    }

    boolean hasEngine() {
        return engine != null;
    }

    /// Whether the engine is another thread's for now, or its context is being chosen.
    boolean isWorking() {
        return working;
    }

    /// Whether the engine can make a record.
    boolean canSpeak() {
        return engine != null && !working;
    }

    // --- Steps

    /// Begins, unless the first message of the client is needed before.
    void begin() throws SSLException {
        begun = System.nanoTime();
        if (!role.isServer() || !ServerNames.areAsked(context.options())) {
            start(context);
        }
    }

    private void start(TlsContext chosen) throws SSLException {
        context = chosen;
        TlsEngine made;
        try {
            made = tls.newEngine(chosen, role);
        } catch (RuntimeException refused) {
            throw new SSLException("there is no engine for " + chosen, refused);
        }
        engine = made;
        made.begin();
        drive();
    }

    /// Chooses the context by the first message of the client.
    ///
    /// @return false if not all of it is here
    boolean choose(MemorySegment bytes, int count) throws SSLException {
        ClientHello hello = HelloReader.read(bytes, count);
        if (hello == null) {
            return false;
        }
        var selector = context.options().selector().orElse(null);
        if (selector == null) {
            start(ServerNames.find(context, hello));
            return true;
        }
        working = true;
        try {
            var _ = selector.apply(hello)
                    .whenComplete(
                            (chosen, failure) -> core.runOnLoop(() -> orBroken(() -> chosen(hello, chosen, failure))));
        } catch (RuntimeException failure) {
            core.callInternally(() -> orBroken(() -> chosen(hello, null, failure)));
        }
        return true;
    }

    private void chosen(ClientHello hello, @Nullable TlsContext chosen, @Nullable Throwable failure) {
        working = false;
        if (connection.hasFailed()) {
            return;
        }
        try {
            if (failure != null) {
                throw new SSLException("no context was chosen for " + hello, failure);
            }
            start(chosen == null ? ServerNames.find(context, hello) : chosen);
            connection.processLater();
        } catch (SSLException refused) {
            connection.fail(refused);
        }
    }

    /// Takes all steps that are possible before the peer sends more.
    void drive() throws SSLException {
        TlsEngine driven = engine();
        send(driven);
        while (driven.next() == TlsEngine.Next.WORK && isOnLoop()) {
            workHere(driven);
            send(driven);
        }
        if (driven.next() == TlsEngine.Next.WORK) {
            work(driven);
        } else if (driven.next() == TlsEngine.Next.NOTHING && driven.isEstablished()) {
            established();
        }
    }

    private void send(TlsEngine driven) throws SSLException {
        while (driven.next() == TlsEngine.Next.SEND && connection.canSend()) {
            connection.output().sendControl();
            requireSent(driven);
        }
        if (driven.isInboundDone()) {
            throw new SSLHandshakeException("the peer has ended TLS in the handshake");
        }
    }

    private static void requireSent(TlsEngine driven) throws SSLException {
        if (driven.next() == TlsEngine.Next.SEND) {
            throw new SSLException("the TLS engine makes no records any more");
        }
    }

    private boolean isOnLoop() {
        return context.options().handshakes() == Handshakes.ON_LOOP;
    }

    private static void workHere(TlsEngine worked) throws SSLException {
        try {
            worked.work().run();
        } catch (RuntimeException failure) {
            throw workFailed(failure);
        }
        worked.worked();
    }

    private static SSLException workFailed(Throwable failure) {
        return new SSLException("the work of the handshake failed", failure);
    }

    private void work(TlsEngine worked) {
        working = true;
        try {
            tls.work(worked, (result, failure) -> {
                boolean isTaken = false;
                working = false;
                try {
                    worked(worked, failure);
                    isTaken = true;
                } finally {
                    if (!isTaken) {
                        connection.interrupted();
                    }
                }
            });
        } catch (Throwable thrown) {
            working = false;
            throw thrown;
        }
    }

    private void worked(TlsEngine worked, @Nullable Throwable failure) {
        if (connection.isLost()) {
            tls.freed();
            return;
        }
        if (connection.hasFailed()) {
            return;
        }
        try {
            if (failure != null) {
                throw workFailed(failure);
            }
            worked.worked();
            drive();
            connection.processLater();
        } catch (SSLException refused) {
            connection.fail(refused);
        }
    }

    /// Runs what the loop has the connection do, and neither its user nor the transport below.
    void orBroken(Runnable step) {
        boolean done = false;
        try {
            step.run();
            done = true;
        } finally {
            if (!done) {
                connection.interrupted();
            }
        }
    }

    // --- How it ended

    private void established() {
        connection.established();
        TlsSession session = engine().session();
        tls.handshaken(session);
        if (core.isDebug()) {
            String how = session.isResumed() ? "resumed" : "full";
            log("{0}: TLS handshake took {1} ms: {2}, {3}, {4}", session.protocol(), session.cipherSuite(), how);
        }
        beginning.established(connection);
        reported = true; // last: after an error there is no connection
    }

    /// For debug mode.
    private void log(String format, Object... rest) {
        Object[] all = new Object[2 + rest.length];
        all[0] = connection.lower();
        all[1] = String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begun) / NANOS_PER_MILLI);
        System.arraycopy(rest, 0, all, 2, rest.length);
        Log.debug(format, all);
    }

    /// Reports that there will be no connection, unless there is one or that was reported. After an error it can be
    /// called again.
    void reportFailed(Throwable failure) {
        if (!reported) {
            reported = true; // what follows may call it again
            boolean done = false;
            try {
                failed(failure);
                done = true;
            } finally {
                reported = done;
            }
        }
    }

    private void failed(Throwable failure) {
        if (!counted) {
            tls.failed();
            counted = true;
            if (core.isDebug() && connection.hasBegun()) {
                log("{0}: TLS handshake failed after {1} ms: {2}", failure);
            }
        }
        beginning.failed(failure);
    }

    /// Reports that the connection was lost before its handshake was done, unless it was done.
    void reportLost(@Nullable Throwable why) {
        reportFailed(
                why != null
                        ? why
                        : new SocketException("Connection reset: the connection was closed in the TLS handshake"));
    }

    /// The connection is over. An engine that is worked on is free when that is done.
    void connectionEnded() {
        if (engine != null && !working && !freed) {
            tls.freed();
            freed = true;
        }
    }

    /// The loop is closed, and no callback will report that work is done.
    void loopClosed() {
        working = false;
    }
}
