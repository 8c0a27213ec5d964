package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.SqlStates;
import io.juvloop.postgres.TargetSessionAttrs;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One try to get a session of one host in one way, encrypted or not. Whatever ends it early closes what it has
/// opened.
///
/// In the task that connects. Used once.
final class Attempt {
    private final EventLoop loop;
    private final Targets targets;
    private final Encryption encryption;
    private final Host host;
    private final TargetSessionAttrs wanted;
    private final Conversation conversation;
    private boolean hasTriedTls;
    private boolean isEncrypted;
    private @Nullable Authentication authentication;

    /// @param wanted which kind of server is wanted this time
    Attempt(EventLoop loop, Targets targets, Encryption encryption, Host host, TargetSessionAttrs wanted) {
        this.loop = loop;
        this.targets = targets;
        this.encryption = encryption;
        this.host = host;
        this.wanted = wanted;
        this.conversation = new Conversation(loop);
    }

    /// @throws PgException if it fails
    @Suspends
    Started run(Encryption.Way way) {
        boolean isStarted = false;
        try {
            connect(loop, conversation, host, connectOptions());
            keepAlive(conversation.transport());
            encrypt(way);
            Started started = start();
            isStarted = true;
            return started;
        } finally {
            if (!isStarted) {
                conversation.end();
            }
        }
    }

    /// Whether the same host may be tried in another way after a failure: if TLS did not begin, or the server's
    /// rules refuse such a connection. A wrong password is tried once.
    boolean isWorthAnotherWay(Encryption.Way way, PgException failure) {
        if (failure instanceof ServerException refused) {
            return refused.sqlState().equals(SqlStates.INVALID_AUTHORIZATION_SPECIFICATION)
                    && !hasAsked()
                    && (way == Encryption.Way.PLAIN || isEncrypted);
        }
        return way == Encryption.Way.PREFERRED && authentication == null && hasTriedTls;
    }

    /// Whether another host may be tried after a failure: unless the server has talked about the user.
    boolean isWorthAnotherHost(PgException failure) {
        if (failure instanceof ServerException refused) {
            return refused.sqlState().equals(SqlStates.CANNOT_CONNECT_NOW);
        }
        return !hasAsked() || isAuthenticated();
    }

    private boolean hasAsked() {
        return authentication != null && authentication.isAsked();
    }

    private boolean isAuthenticated() {
        return authentication != null && authentication.isDone();
    }

    // --- The socket

    private ConnectOptions connectOptions() {
        boolean probes = !targets.options().parameter("keepalives").orElse("1").equals("0");
        return ConnectOptions.DEFAULT.withKeepAlive(probes);
    }

    /// @throws PgException if no server answers
    @Suspends
    static void connect(EventLoop loop, Conversation conversation, Host host, ConnectOptions options) {
        CompletableFuture<?> connecting = host.isSocket()
                ? loop.createUnixConnection(() -> conversation, host.path(), ConnectOptions.DEFAULT)
                : loop.createConnection(() -> conversation, host.target(), host.port(), options);
        await(host.toString(), connecting);
    }

    /// @throws PgException if no server answers
    @Suspends
    static void await(String where, CompletableFuture<?> connecting) {
        try {
            var _ = Async.await(connecting);
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new PgException("no connection to " + where + ": " + cause.getMessage(), cause);
        }
    }

    private void keepAlive(Transport transport) {
        PgOptions options = targets.options();
        Optional<Duration> idle = options.keepAlive();
        TransportSocket socket = transport.extraInfo(ExtraInfo.SOCKET);
        if (idle.isEmpty() || socket == null || host.isSocket()) {
            return;
        }
        try {
            Optional<Duration> interval =
                    options.parameter("keepalives_interval").map(Keywords::seconds);
            if (interval.isPresent()) {
                int count = options.parameter("keepalives_count")
                        .map(value -> Keywords.number("keepalives_count", value))
                        .orElse(10);
                socket.setKeepAlive(idle.get(), interval.get(), count);
            } else {
                socket.setKeepAlive(idle.get());
            }
        } catch (IOException refused) {
            throw new PgException("the system refuses the times of keepalives: " + refused.getMessage(), refused);
        }
    }

    // --- TLS

    @Suspends
    private void encrypt(Encryption.Way way) {
        TlsContext context = encryption.context();
        if (way == Encryption.Way.PLAIN || context == null) {
            return;
        }
        if (!encryption.isDirect() && !Negotiation.ask(conversation)) {
            if (way == Encryption.Way.ENCRYPTED) {
                throw new PgException(
                        "the server " + host + " does not encrypt, and sslmode is " + Keywords.word(encryption.mode()),
                        null);
            }
            return;
        }
        hasTriedTls = true;
        Negotiation.encrypt(loop, conversation, context, encryption.serverName(host), encryption.isDirect());
        isEncrypted = true;
        TlsSession session = conversation.transport().extraInfo(ExtraInfo.SSL_OBJECT);
        if (encryption.needsCertificate()
                && (session == null || session.localCertificates().isEmpty())) {
            throw new PgException("the server has not asked for a certificate, and sslcertmode is require", null);
        }
    }

    private byte @Nullable [] endPoint() {
        X509Certificate certificate = isEncrypted ? conversation.transport().extraInfo(ExtraInfo.PEERCERT) : null;
        return certificate == null ? null : EndPoint.of(certificate);
    }

    // --- The session

    @Suspends
    private Started start() {
        Passwords passwords = new Passwords(loop, targets, host);
        Authentication begun =
                new Authentication(conversation, targets, passwords, ScramKeys.of(loop), isEncrypted, endPoint());
        authentication = begun;
        Startup startup = new Startup(conversation, targets.options(), begun);
        startup.run();
        try {
            SessionCheck.check(host, startup, wanted);
        } catch (PgException another) {
            terminate();
            throw another;
        }
        return new Started(
                conversation.transport(),
                targets.options(),
                ReportedSettings.of(loop).shared(startup.parameters()),
                startup.pid(),
                startup.cancelKey(),
                startup.transactionStatus(),
                target(),
                conversation.handOver());
    }

    /// So that the server logs no lost connection.
    private void terminate() {
        OutBuffer out = new OutBuffer(8);
        Frontend.terminate(out);
        conversation.send(out.toByteArray());
        conversation.transport().close();
    }

    private Target target() {
        Transport transport = conversation.transport();
        InetSocketAddress address =
                !host.isSocket() && transport.remoteAddress() instanceof InetSocketAddress inet ? inet : null;
        return new Target(
                host.toString(),
                host.isSocket() ? host.path() : null,
                address == null ? host.target() : address.getAddress().getHostAddress(),
                host.isSocket() ? 0 : host.port(),
                isEncrypted ? encryption.context() : null,
                encryption.serverName(host),
                encryption.isDirect(),
                targets.options().cancelTimeout());
    }
}
