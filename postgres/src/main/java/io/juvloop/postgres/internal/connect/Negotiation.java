package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.tls.StartTlsOptions;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsSession;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;

/// The beginning of TLS on a connection: the question whether the server can, with its answer of one byte, or none.
///
/// In the task that connects. Stateless.
final class Negotiation {
    private static final int SSL_REQUEST = 80_877_103;
    private static final byte YES = 'S';
    private static final byte NO = 'N';

    private Negotiation() {}

    /// Asks the server whether it can encrypt.
    ///
    /// @return false if it cannot; the connection then is as new
    @Suspends
    static boolean ask(Conversation conversation) {
        conversation.send(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(2 * Integer.BYTES)
                .putInt(SSL_REQUEST)
                .array());
        byte answer = conversation.readAnswer();
        if (answer != YES && answer != NO) {
            // The text of an error is not shown, because anybody in between could have written it.
            throw new ProtocolViolation("the server has answered the request for TLS by neither yes nor no");
        }
        return answer == YES;
    }

    /// Encrypts from here on.
    ///
    /// @param serverName that is asked for, and checked if the context does so
    /// @throws PgException if TLS cannot be had
    @Suspends
    static void encrypt(
            EventLoop loop, Conversation conversation, TlsContext context, String serverName, boolean isDirect) {
        if (conversation.hasUnread()) {
            throw new ProtocolViolation("somebody has sent data before TLS began, which may be an attack");
        }
        Transport encrypted;
        try {
            encrypted = Async.await(loop.startTls(
                    conversation.transport(),
                    conversation,
                    context,
                    StartTlsOptions.DEFAULT.withServerName(serverName)));
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new PgException("TLS could not begin: " + cause.getMessage(), cause);
        }
        conversation.encrypted(encrypted);
        TlsSession session = encrypted.extraInfo(ExtraInfo.SSL_OBJECT);
        if (isDirect && (session == null || !Encryption.ALPN.equals(session.alpn()))) {
            throw new PgException("the peer speaks TLS, but has not agreed to speak PostgreSQL's protocol", null);
        }
    }
}
