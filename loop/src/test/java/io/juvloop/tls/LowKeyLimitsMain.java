package io.juvloop.tls;

import io.juvloop.ConnectOptions;
import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingProtocol;
import java.security.Security;
import java.util.Arrays;
import java.util.function.Supplier;

/// Echoes ten mebibytes with keys that are good for 256 KiB, and prints what became of them.
final class LowKeyLimitsMain {
    private static final int SIZE = 10 * 1024 * 1024;

    private LowKeyLimitsMain() {}

    public static void main(String[] arguments) {
        Security.setProperty("jdk.tls.keyLimits", "AES/GCM/NoPadding KeyUpdate 2^18, ChaCha20-Poly1305 KeyUpdate 2^18");
        try (EventLoop loop = EventLoop.create()) {
            System.out.println("plain: " + echo(loop, TlsEchoTest.Echo::new));
            System.out.println("buffered: " + echo(loop, () -> new TlsEchoTest.BufferedEcho(100_000)));
        }
    }

    private static String echo(EventLoop loop, Supplier<Recording> end) {
        Server server = loop.runUntilComplete(
                loop.createServer(end, java.util.List.of("127.0.0.1"), 0, Contexts.serving("TLSv1.3")));
        ConnectOptions options = Contexts.connecting("TLSv1.3");
        Connection<RecordingProtocol> connection = loop.runUntilComplete(
                loop.createConnection(RecordingProtocol::new, "127.0.0.1", server.port(), options));
        byte[] sent = Payload.of(SIZE, 14);
        for (int at = 0; at < SIZE; at += SIZE / 64) {
            connection.transport().write(java.nio.ByteBuffer.wrap(sent, at, SIZE / 64));
        }
        RecordingProtocol client = connection.protocol();
        Await.until(loop, () -> client.receivedCount() == SIZE || client.isLost());
        boolean exact = Arrays.equals(client.received(), sent);
        boolean isPaused = client.count("pause") != client.count("resume");
        connection.transport().close();
        Await.until(loop, client::isLost);
        server.close();
        loop.runUntilComplete(server.waitClosed());
        return (exact ? "exact" : "other bytes") + (isPaused ? ", paused" : ", no pause left");
    }
}
