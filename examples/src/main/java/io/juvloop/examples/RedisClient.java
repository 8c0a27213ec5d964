package io.juvloop.examples;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A driver written for threads: it blocks on a [Socket] and knows nothing of event loops. It speaks the protocol
/// of Redis, [RESP 2](https://redis.io/docs/latest/develop/reference/protocol-spec/).
///
/// One thread or task at a time, which also closes it.
final class RedisClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RedisClient(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /// Sends a command and waits for the answer.
    ///
    /// @return a [String], a [Long], a [List] of answers, or null
    @Nullable
    Object call(String... command) throws IOException {
        StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
        for (String word : command) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    private @Nullable Object answer() throws IOException {
        int kind = in.readUnsignedByte();
        String line = line();
        return switch (kind) {
            case '+' -> line;
            case ':' -> Long.valueOf(line);
            case '$' -> text(Integer.parseInt(line));
            case '*' -> list(Integer.parseInt(line));
            case '-' -> throw new IOException("Redis says: " + line);
            default -> throw new IOException("not Redis: an answer began with byte " + kind);
        };
    }

    private @Nullable String text(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length || !line().isEmpty()) {
            throw new EOFException("an answer was cut off");
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private @Nullable List<@Nullable Object> list(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<@Nullable Object> answers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            answers.add(answer());
        }
        return answers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\r'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        if (in.readUnsignedByte() != '\n') {
            throw new IOException("not Redis: a line without its end");
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
