package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.TransportSocket;
import io.juvloop.postgres.PgException;
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
    // libuv's, for what is not given where another of the three is
    private static final Duration USUAL_IDLE = Duration.ofMinutes(1);
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
    private static final int USUAL_COUNT = 10;

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
            setOptions(conversation.transport());
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
        return ConnectOptions.DEFAULT.withKeepAlive(isProbing());
    }

    private boolean isProbing() {
        return !targets.options().parameter("keepalives").orElse("1").equals("0");
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

    private void setOptions(Transport transport) {
        TransportSocket socket = transport.extraInfo(ExtraInfo.SOCKET);
        if (socket == null || host.isSocket()) {
            return;
        }
        try {
            keepAlive(socket);
            limitSilence(socket);
        } catch (IOException refused) {
            throw new PgException(
                    "the system refuses the times of keepalives, or tcp_user_timeout: " + refused.getMessage(),
                    refused);
        }
    }

    private void keepAlive(TransportSocket socket) throws IOException {
        Duration idle = targets.options().keepAlive().orElse(null);
        Duration interval = given("keepalives_interval")
                .map(Keywords::seconds)
                .filter(Duration::isPositive)
                .orElse(null);
        int count = given("keepalives_count")
                .map(value -> Keywords.number("keepalives_count", value))
                .orElse(0);
        if (!isProbing()) {
            return;
        }
        if (interval != null || count > 0) {
            socket.setKeepAlive(
                    idle == null ? USUAL_IDLE : idle,
                    interval == null ? USUAL_INTERVAL : interval,
                    count > 0 ? count : USUAL_COUNT);
        } else if (idle != null) {
            socket.setKeepAlive(idle);
        }
    }

    private Optional<String> given(String keyword) {
        return targets.options().parameter(keyword).filter(value -> !value.isEmpty());
    }

    /// Without effect where the system has no such limit, as in libpq.
    private void limitSilence(TransportSocket socket) throws IOException {
        Duration limit = given("tcp_user_timeout")
                .map(value -> Keywords.millis("tcp_user_timeout", value))
                .orElse(Duration.ZERO);
        if (limit.isPositive()) {
            try {
                socket.setUserTimeout(limit);
            } catch (UnsupportedOperationException elsewhere) {
                return;
            }
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
