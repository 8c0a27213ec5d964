package io.juvloop.postgres.server;

import io.juvloop.streams.StreamReader;
import io.juvloop.streams.StreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The server's end of one connection, in the hand of a script.
///
/// In the script's task.
public final class ScriptedPeer {
    private static final int LENGTH = Integer.BYTES;
    private static final int PASSWORD_OK = 0;

    private final StreamReader reader;
    private final StreamWriter writer;

    ScriptedPeer(StreamReader reader, StreamWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /// A message of the client's.
    ///
    /// @param type its first byte
    /// @param body what follows the length
    public record Message(char type, ByteBuffer body) {
        /// The body as text, with the NULs as they are.
        public String text() {
            return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        }
    }

    // --- Hearing

    /// The body of a message without a type: a request for TLS, for cancelling, or the start-up message.
    public ByteBuffer readUntyped() throws IOException {
        int length = ByteBuffer.wrap(reader.readExactly(LENGTH)).getInt();
        return ByteBuffer.wrap(reader.readExactly(length - LENGTH));
    }

    /// The settings of the start-up message.
    public Map<String, String> readStartup() throws IOException {
        ByteBuffer body = readUntyped();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("version", Integer.toString(body.getInt()));
        String[] words = StandardCharsets.UTF_8.decode(body).toString().split("\0", -1);
        for (int i = 0; i + 1 < words.length && !words[i].isEmpty(); i += 2) {
            settings.put(words[i], words[i + 1]);
        }
        return settings;
    }

    /// The next message.
    public Message read() throws IOException {
        char type = (char) reader.readExactly(1)[0];
        return new Message(type, readUntyped());
    }

    /// Reads up to a message of a type, such as Sync.
    public Message readUntil(char type) throws IOException {
        Message message = read();
        while (message.type() != type) {
            message = read();
        }
        return message;
    }

    /// Reads to the end of the stream and drops it.
    public void readToEnd() throws IOException {
        byte[] dropped;
        do {
            dropped = reader.read(1 << 16);
        } while (dropped.length > 0);
    }

    // --- Saying

    /// Any bytes.
    public void sendRaw(byte... bytes) throws IOException {
        writer.write(bytes);
        writer.drain();
    }

    /// Says nothing more.
    public void end() throws IOException {
        writer.writeEof();
    }

    /// A message.
    public void send(char type, byte... body) throws IOException {
        sendRaw(message(type, body));
    }

    /// The bytes of a message.
    public static byte[] message(char type, byte... body) {
        return ByteBuffer.allocate(1 + LENGTH + body.length)
                .put((byte) type)
                .putInt(LENGTH + body.length)
                .put(body)
                .array();
    }

    /// Bytes one behind the other: numbers as four bytes, texts with their NUL, arrays as they are.
    public static byte[] body(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number ->
                    out.writeBytes(ByteBuffer.allocate(LENGTH).putInt(number).array());
                case Short number ->
                    out.writeBytes(
                            ByteBuffer.allocate(Short.BYTES).putShort(number).array());
                case Byte number -> out.write(number);
                case String text -> out.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
                case byte[] bytes -> out.writeBytes(bytes);
                default -> throw new IllegalArgumentException("no part of a message: " + part);
            }
        }
        return out.toByteArray();
    }

    /// Accepts the user and is ready, reporting the version of a server.
    public void startUp(String serverVersion) throws IOException {
        var _ = readStartup();
        accept(serverVersion);
    }

    /// Accepts the user and is ready, without reading.
    public void accept(String serverVersion) throws IOException {
        send('R', body(PASSWORD_OK));
        send('S', body("server_version", serverVersion));
        send('S', body("client_encoding", "UTF8"));
        send('S', body("standard_conforming_strings", "on"));
        send('K', body(4711, 815));
        ready('I');
    }

    /// ReadyForQuery.
    public void ready(char status) throws IOException {
        send('Z', (byte) status);
    }

    /// An error with the fields that must be there.
    public void error(String severity, String sqlState, String text) throws IOException {
        send('E', body((byte) 'S', severity, (byte) 'V', severity, (byte) 'C', sqlState, (byte) 'M', text, (byte) 0));
    }
}
