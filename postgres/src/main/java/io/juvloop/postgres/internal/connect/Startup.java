package io.juvloop.postgres.internal.connect;

import io.juvloop.Suspends;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.internal.wire.ClientEncoding;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.ServerFields;
import io.juvloop.postgres.internal.wire.TransactionStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The start of a session: what one wants, who one is, what the server reports, until it is ready.
///
/// In the task that connects. Used once. See
/// [Start-up](https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP).
final class Startup {
    private static final int VERSION_3_0 = 3 << 16;
    private static final int VERSION_3_2 = VERSION_3_0 + 2;
    private static final int NULL = -1;
    private static final int SHORTEST_KEY = 4;
    private static final int LONGEST_KEY = 256;
    private static final int MOST_PARAMETERS = 1 << 10; // a server reports some twenty

    private final Conversation conversation;
    private final PgOptions options;
    private final Authentication authentication;
    private final Map<String, String> parameters = new HashMap<>();
    private int version; // of the protocol
    private int pid;
    private byte[] cancelKey = {};
    private byte transactionStatus;

    Startup(Conversation conversation, PgOptions options, Authentication authentication) {
        this.conversation = conversation;
        this.options = options;
        this.authentication = authentication;
        version = greatestVersion();
    }

    Map<String, String> parameters() {
        return parameters;
    }

    int pid() {
        return pid;
    }

    byte[] cancelKey() {
        return cancelKey;
    }

    byte transactionStatus() {
        return transactionStatus;
    }

    /// Runs to the first ReadyForQuery.
    ///
    /// @throws ServerException if the server refuses
    @Suspends
    void run() {
        conversation.send(message());
        while (!authentication.isDone()) {
            authenticate(conversation.read());
        }
        boolean isReady = false;
        while (!isReady) {
            Frame frame = conversation.read();
            switch (frame.type()) {
                case MessageTypes.AUTHENTICATION -> authentication.received(frame);
                case MessageTypes.BACKEND_KEY_DATA -> keyed(frame);
                case MessageTypes.READY_FOR_QUERY -> isReady = ready(frame);
                default -> common(frame);
            }
        }
    }

    /// What may come before the server has accepted the user. Anybody could have sent it, so nothing else is taken
    /// and nothing is kept.
    @Suspends
    private void authenticate(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.AUTHENTICATION -> authentication.received(frame);
            case MessageTypes.NEGOTIATE_PROTOCOL_VERSION -> negotiated(frame);
            case MessageTypes.ERROR_RESPONSE -> throw ServerException.of(ServerFields.parse(frame), null);
            default ->
                throw new ProtocolViolation("the server has sent " + MessageTypes.name(frame.type())
                        + " before it has accepted the user; it may be no PostgreSQL server");
        }
    }

    /// What may come at any time from then on.
    private void common(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.PARAMETER_STATUS -> reported(frame);
            case MessageTypes.NOTICE_RESPONSE, MessageTypes.NOTIFICATION_RESPONSE -> {}
            case MessageTypes.ERROR_RESPONSE -> throw ServerException.of(ServerFields.parse(frame), null);
            default ->
                throw new ProtocolViolation(
                        "the server has sent " + MessageTypes.name(frame.type()) + " while the connection began");
        }
    }

    // --- What one wants

    private byte[] message() {
        OutBuffer out = new OutBuffer(256);
        out.putInt(0);
        out.putInt(greatestVersion());
        settings().forEach((name, value) -> {
            out.putCString(name);
            out.putCString(value);
        });
        out.putByte(0);
        out.setInt(0, out.position());
        return out.toByteArray();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("user", options.user().orElseThrow());
        settings.put("database", options.database().orElseThrow());
        settings.put(ClientEncoding.SETTING, ClientEncoding.UTF8);
        options.parameter("fallback_application_name").ifPresent(name -> settings.put("application_name", name));
        settings.putAll(options.serverSettings());
        return settings;
    }

    private int greatestVersion() {
        return version("max_protocol_version", VERSION_3_0);
    }

    private int version(String keyword, int byDefault) {
        return options.parameter(keyword)
                .filter(value -> !value.isEmpty())
                .map(value -> value.equals("3.0") ? VERSION_3_0 : VERSION_3_2)
                .orElse(byDefault);
    }

    // --- What the server says

    /// The server has an older version, which is good as long as it is not too old.
    private void negotiated(Frame frame) {
        int offered = frame.getInt();
        int unknown = frame.getInt();
        if (unknown != 0) {
            throw new ProtocolViolation("the server refused protocol options that were not requested");
        }
        frame.requireEnd();
        if (offered < VERSION_3_0 || offered >= version) {
            throw new ProtocolViolation("the server has negotiated a version of the protocol up: " + shown(offered));
        }
        version = offered;
        if (offered < version("min_protocol_version", VERSION_3_0)) {
            throw new PgException(
                    "the server has version " + shown(offered) + " of the protocol, and min_protocol_version is "
                            + options.parameter("min_protocol_version").orElse("3.0"),
                    null);
        }
    }

    private static String shown(int version) {
        return (version >> 16) + "." + (version & 0xffff);
    }

    private void reported(Frame frame) {
        parameters.put(frame.getCString(), frame.getCString());
        frame.requireEnd();
        if (parameters.size() > MOST_PARAMETERS) {
            throw new ProtocolViolation("the server reports more than " + MOST_PARAMETERS + " settings");
        }
    }

    /// Before version 3.2 the key has four bytes.
    private void keyed(Frame frame) {
        pid = frame.getInt();
        cancelKey = frame.getRest();
        int longest = version == VERSION_3_0 ? SHORTEST_KEY : LONGEST_KEY;
        if (cancelKey.length < SHORTEST_KEY || cancelKey.length > longest) {
            throw new ProtocolViolation("the server has sent a key for cancelling of " + cancelKey.length + " bytes");
        }
    }

    private boolean ready(Frame frame) {
        transactionStatus = TransactionStatus.parse(frame);
        return true;
    }

    // --- A question to a server that is ready

    /// Asks something that older servers do not report.
    ///
    /// @param sql with a result of one value
    /// @return the value; null if there is none
    @Suspends
    @Nullable
    String ask(String sql) {
        OutBuffer out = new OutBuffer(64);
        Frontend.query(out, sql);
        conversation.send(out.toByteArray());
        String value = null;
        while (true) {
            Frame frame = conversation.read();
            switch (frame.type()) {
                case MessageTypes.READY_FOR_QUERY -> {
                    transactionStatus = TransactionStatus.parse(frame);
                    return value;
                }
                case MessageTypes.DATA_ROW -> value = firstValue(frame);
                case MessageTypes.ROW_DESCRIPTION, MessageTypes.COMMAND_COMPLETE -> {}
                default -> common(frame);
            }
        }
    }

    private static @Nullable String firstValue(Frame frame) {
        int columns = frame.getCount(Integer.BYTES);
        int length = columns == 0 ? NULL : frame.getInt();
        if (length == NULL) {
            return null;
        } else if (length < 0 || length > frame.remaining()) {
            throw new ProtocolViolation("the server has sent a row whose lengths do not fit its size");
        }
        byte[] text = new byte[length];
        ByteBuffer body = frame.buffer();
        body.get(frame.position(), text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
