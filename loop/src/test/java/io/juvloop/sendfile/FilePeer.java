package io.juvloop.sendfile;

import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/// A server in Python that hashes the bytes of one connection, and prints their number and the hash.
final class FilePeer implements AutoCloseable {
    private static final String SCRIPT = """
            import hashlib
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen()
            print(s.getsockname()[1], flush=True)
            c, _ = s.accept()
            h, n, pause = hashlib.sha256(), 0, float(sys.argv[1])
            while True:
                data = c.recv(65536)
                if not data:
                    break
                h.update(data)
                n += len(data)
                if pause and n % 7 == 0:
                    time.sleep(pause)
            print(n, h.hexdigest(), flush=True)
            """;

    private final Program program;
    private final int port;

    /// @param pause the length of occasional pauses, in seconds
    FilePeer(double pause) throws IOException {
        program = Program.python(SCRIPT, pause);
        port = Integer.parseInt(program.line());
    }

    int port() {
        return port;
    }

    /// The line that it prints once the connection has ended.
    CompletableFuture<String> said() {
        return Blocking.call(program::line);
    }

    /// The expected line for an array.
    static String expected(byte[] bytes) {
        return bytes.length + " " + HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// The expected line for a file.
    static String expected(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 20];
        try (var input = Files.newInputStream(file)) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Files.size(file) + " " + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
