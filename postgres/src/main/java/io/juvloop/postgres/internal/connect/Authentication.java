package io.juvloop.postgres.internal.connect;

import io.juvloop.Suspends;
import io.juvloop.postgres.AuthenticationMethod;
import io.juvloop.postgres.ChannelBinding;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.OutBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers what the server asks to know who one is, and refuses to answer what `require_auth` and
/// `channel_binding` do not allow.
///
/// GSSAPI and OAuth would be two more cases of [#received]. In the task that connects. Used once.
final class Authentication {
    private static final int OK = 0;
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int GSS = 7;
    private static final int SSPI = 9;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final int SALT_BYTES = 4;

    private final Conversation conversation;
    private final String user;
    private final Passwords passwords;
    private final Set<AuthenticationMethod> allowed;
    private final ChannelBinding binding;
    private final byte @Nullable [] endPoint;
    private final boolean isEncrypted;
    private final ScramKeys keys;
    private @Nullable Scram scram;
    private boolean isAsked;
    private boolean isDone;

    /// @param endPoint the data of the channel binding; null if there is none
    Authentication(
            Conversation conversation,
            Targets targets,
            Passwords passwords,
            ScramKeys keys,
            boolean isEncrypted,
            byte @Nullable [] endPoint) {
        this.conversation = conversation;
        this.user = targets.options().user().orElseThrow();
        this.passwords = passwords;
        this.allowed = targets.options().requireAuth();
        this.binding = targets.options().channelBinding();
        this.keys = keys;
        this.isEncrypted = isEncrypted;
        this.endPoint = binding == ChannelBinding.DISABLE ? null : endPoint;
    }

    /// Whether the server has accepted the user.
    boolean isDone() {
        return isDone;
    }

    /// Whether the server has asked for something, and not just refused.
    boolean isAsked() {
        return isAsked;
    }

    @Suspends
    void received(Frame frame) {
        if (isDone) {
            throw new ProtocolViolation("the server asks again who the user is");
        }
        int request = frame.getInt();
        switch (request) {
            case OK -> {
                frame.requireEnd();
                accepted();
            }
            case CLEARTEXT -> {
                frame.requireEnd();
                require(AuthenticationMethod.PASSWORD);
                sendPassword(passwords.find());
            }
            case MD5 -> {
                require(AuthenticationMethod.MD5);
                byte[] salt = frame.getRest();
                if (salt.length != SALT_BYTES) {
                    throw new ProtocolViolation("the server has sent a salt of " + salt.length + " bytes for MD5");
                }
                sendPassword(Md5.answer(user, passwords.find(), salt));
            }
            case SASL -> begin(frame);
            case SASL_CONTINUE -> send(scram().answer(frame.getRest(), passwords.find(), keys));
            case SASL_FINAL -> scram().verify(frame.getRest());
            case GSS -> unsupported(AuthenticationMethod.GSS, "GSSAPI");
            case SSPI -> unsupported(AuthenticationMethod.SSPI, "SSPI");
            default ->
                throw new PgException("the server asks for the unknown method of authentication " + request, null);
        }
    }

    private void accepted() {
        Scram begun = scram;
        if (begun != null && !begun.isVerified()) {
            throw new ProtocolViolation("the server has accepted the user without proving that it knows the password");
        }
        if (!isAsked) {
            require(AuthenticationMethod.NONE);
        }
        if (binding == ChannelBinding.REQUIRE && (begun == null || !begun.isBound())) {
            throw refusedBinding();
        }
        isDone = true;
    }

    // --- Passwords

    /// @throws PgException if the server must not ask for it
    private void require(AuthenticationMethod method) {
        if (isAsked) {
            throw new ProtocolViolation("the server asks for a second method of authentication");
        }
        isAsked = method != AuthenticationMethod.NONE;
        if (!allowed.contains(method)) {
            throw new PgException(
                    "the server asks for the method of authentication \"" + Keywords.word(method)
                            + "\", and require_auth does not allow it",
                    null);
        }
        if (binding == ChannelBinding.REQUIRE && method != AuthenticationMethod.SCRAM_SHA_256) {
            throw refusedBinding();
        }
    }

    private static PgException refusedBinding() {
        return new PgException("channel binding is required, and the server authenticates without it", null);
    }

    private void unsupported(AuthenticationMethod method, String name) {
        require(method);
        throw new PgException("the server asks for " + name + ", which the driver does not have", null);
    }

    private void sendPassword(String password) {
        OutBuffer out = begin();
        out.putCString(password);
        send(out);
    }

    private static OutBuffer begin() {
        OutBuffer out = new OutBuffer(128);
        out.putByte('p');
        out.putInt(0);
        return out;
    }

    private void send(OutBuffer out) {
        out.setInt(1, out.position() - 1);
        conversation.send(out.toByteArray());
    }

    private void send(byte[] data) {
        OutBuffer out = begin();
        out.putBytes(data);
        send(out);
    }

    // --- SCRAM

    private Scram scram() {
        Scram begun = scram;
        if (begun == null) {
            throw new ProtocolViolation("the server goes on with an exchange that it has not begun");
        }
        return begun;
    }

    @Suspends
    private void begin(Frame frame) {
        List<String> offered = new ArrayList<>();
        for (String name = frame.getCString(); !name.isEmpty(); name = frame.getCString()) {
            offered.add(name);
        }
        frame.requireEnd();
        if (offered.contains("OAUTHBEARER") && !offered.contains(Scram.PLAIN)) {
            unsupported(AuthenticationMethod.OAUTH, "OAuth");
        }
        require(AuthenticationMethod.SCRAM_SHA_256);
        if (binding == ChannelBinding.REQUIRE && endPoint == null) {
            throw new PgException(
                    isEncrypted
                            ? "channel binding is required, and the server's certificate has a signature that"
                                    + " names no hash to bind to"
                            : "channel binding is required, and the connection is not encrypted",
                    null);
        }
        Scram begun = Scram.choose(offered, endPoint, isEncrypted && binding != ChannelBinding.DISABLE);
        if (binding == ChannelBinding.REQUIRE && !begun.isBound()) {
            throw refusedBinding();
        }
        scram = begun;
        OutBuffer out = begin();
        out.putCString(begun.mechanism());
        byte[] first = begun.first();
        out.putInt(first.length);
        out.putBytes(first);
        send(out);
    }
}
