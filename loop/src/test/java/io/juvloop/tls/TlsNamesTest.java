package io.juvloop.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ServerOptions;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Case 2: clients that ask for names that no context has cost no memory.
///
/// The loop is none of the extension's, because that many take their time.
class TlsNamesTest {
    private static final int NAMES = 10_000;
    private static final int PEERS = 8;
    private static final String NAME = "xxxxxxxxxxxx.example.net";

    /// What a client sends first, with a name to be replaced, and with no cipher suite that the server has: so the
    /// server answers with an alert, and computes nothing.
    private static byte[] hello() throws SSLException {
        TlsContext client =
                TlsContext.client(Contexts.clientOptions("TLSv1.3").withCipherSuites("TLS_CHACHA20_POLY1305_SHA256"));
        SSLEngine engine = client.newClientEngine(NAME, 443);
        ByteBuffer record = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /// A client that leaves when the server has answered.
    private static void ask(int port, byte[] hello) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(hello);
            assertThat(socket.getInputStream().read()).isEqualTo(21); // an alert
            socket.setSoLinger(true, 0);
        }
    }

    private static CompletableFuture<Boolean> askForMany(int port, byte[] template, int at, int count, long seed) {
        return Blocking.run(() -> {
            byte[] hello = template.clone();
            Random random = new Random(seed);
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < 12; k++) {
                    hello[at + k] = (byte) ('a' + random.nextInt(26));
                }
                ask(port, hello);
            }
        });
    }

    private static void askForMany(EventLoop loop, int port, byte[] template, int count, long seed) {
        int at = indexOf(template, NAME);
        CompletableFuture<?>[] peers = new CompletableFuture<?>[PEERS];
        for (int i = 0; i < PEERS; i++) {
            peers[i] = askForMany(port, template, at, count / PEERS, seed + i);
        }
        loop.runUntilComplete(CompletableFuture.allOf(peers));
        Await.until(loop, () -> loop.stats().tls().engines().live() == 0);
    }

    private static long heapInUse() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20); // cleaners let go of what the collection found
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void tenThousandUnknownNamesLeaveNothing() throws Exception {
        TlsContext known = TlsContext.server(TlsOptions.DEFAULT.withCredentials(Issuer.TRUSTED.server("known.org")));
        TlsContext server = TlsContext.server(Contexts.serverOptions("TLSv1.3")
                .withCipherSuites("TLS_AES_128_GCM_SHA256")
                .withServerNames(Map.of("known.org", known, "*.known.org", known)));
        byte[] template = hello();
        assertThat(indexOf(template, NAME)).isPositive();
        try (EventLoop loop = EventLoop.create();
                var serving = Serving.tcp(
                        loop, RecordingProtocol::new, List.of("127.0.0.1"), 0, ServerOptions.DEFAULT.withTls(server))) {
            askForMany(loop, serving.port(), template, NAMES / 10, 1);
            long before = heapInUse();
            long used = loop.stats().nativeBytesInUse();
            askForMany(loop, serving.port(), template, NAMES - NAMES / 10, 100);

            assertThat(loop.stats().tls().engines().created()).isEqualTo(NAMES);
            assertThat(loop.stats().tls().failed()).isEqualTo(NAMES);
            assertThat(heapInUse() - before).isLessThan(3 * 1024 * 1024); // a tenth of what a session each would take
            assertThat(loop.stats().nativeBytesInUse()).isEqualTo(used);
            assertThat(serving.protocols()).isEmpty();
        }
    }
}
