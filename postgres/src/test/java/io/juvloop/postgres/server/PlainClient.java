package io.juvloop.postgres.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client of a few lines that shares nothing with the driver: simple queries, text, no authentication. It prepares
/// what tests need, and looks at what they have done.
///
/// For one thread, which it blocks.
final class PlainClient implements AutoCloseable {
    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int LENGTH_BYTES = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    PlainClient(int port, String user, String database) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(LENGTH_BYTES).putInt(PROTOCOL_3_0).array());
        for (String each : List.of("user", user, "database", database, "client_encoding", "UTF8", "")) {
            body.writeBytes((each + "\0").getBytes(StandardCharsets.UTF_8));
        }
        send(body.toByteArray());
        var _ = untilReady();
    }

    private void send(byte[] body) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(LENGTH_BYTES + body.length);
        out.write(message.putInt(message.capacity()).put(body).array());
        out.flush();
    }

    /// Runs a script.
    ///
    /// @return the rows of its last statement that has some
    List<List<@Nullable String>> query(String sql) throws IOException {
        out.write('Q');
        send((sql + "\0").getBytes(StandardCharsets.UTF_8));
        return untilReady();
    }

    private List<List<@Nullable String>> untilReady() throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        String error = null;
        while (true) {
            int type = in.readUnsignedByte();
            byte[] body = in.readNBytes(in.readInt() - LENGTH_BYTES);
            switch (type) {
                case 'T' -> rows = new ArrayList<>();
                case 'D' -> rows.add(row(ByteBuffer.wrap(body)));
                case 'E' -> error = new String(body, StandardCharsets.UTF_8).replace('\0', ' ');
                default -> {}
            }
            if (error != null && (type == 'Z' || error.contains("FATAL"))) {
                throw new IOException(error);
            }
            if (type == 'Z') {
                return rows;
            }
        }
    }

    private static List<@Nullable String> row(ByteBuffer body) {
        List<@Nullable String> values = new ArrayList<>();
        int columns = body.getShort();
        for (int i = 0; i < columns; i++) {
            int length = body.getInt();
            if (length < 0) {
                values.add(null);
            } else {
                byte[] bytes = new byte[length];
                body.get(bytes);
                values.add(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
