package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Large amounts of data, and many small writes, arrive as they were sent.
@LoopTest
@ExtendWith(JdkSockets.class)
@NeedsLibuv(NeedsLibuv.SYSTEM)
class BulkTest {
    private static final int WRITES = 100_000;
    private static final int PIECE = 1024 * 1024;
    private static final int PIECES = 50;

    @Test
    @Tag("T8")
    void aHundredThousandSmallWritesArriveInOrderAtASlowReader(EventLoop loop) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (ServerSocket listener = new ServerSocket()) {
            listener.setReceiveBufferSize(1024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CompletableFuture<byte[]> reader = Blocking.call(() -> {
                try (Socket socket = listener.accept()) {
                    return socket.getInputStream().readAllBytes();
                }
            });
            RecordingProtocol client = loop.runUntilComplete(
                            loop.createConnection(RecordingProtocol::new, "127.0.0.1", listener.getLocalPort()))
                    .protocol();
            Objects.requireNonNull(client.transport().extraInfo(ExtraInfo.SOCKET))
                    .setSendBufferSize(4096);
            InCallback.run(loop, () -> writeSmallPieces(client.transport(), expected));
            assertThat(client.transport().writeBufferSize()).isPositive();
            client.transport().close();
            assertThat(loop.runUntilComplete(reader)).isEqualTo(expected.toByteArray());
        }
    }

    private static void writeSmallPieces(Transport transport, ByteArrayOutputStream expected) {
        Random random = new Random(7);
        for (int i = 0; i < WRITES; i++) {
            byte[] piece = new byte[1 + random.nextInt(7)];
            random.nextBytes(piece);
            expected.writeBytes(piece);
            switch (i % 4) {
                case 0 -> transport.write(piece);
                case 1 -> transport.write(ByteBuffer.wrap(piece));
                case 2 -> transport.writeLines(List.of(ByteBuffer.allocate(0), ByteBuffer.wrap(piece)));
                default -> {
                    transport.write(new byte[0]);
                    transport.write(
                            ByteBuffer.allocateDirect(piece.length).put(piece).flip());
                }
            }
        }
    }

    /// Sends back the received data, no faster than it is taken, and keeps a checksum.
    private static final class Mirror implements Protocol {
        private final CRC32C checksum = new CRC32C();
        private @Nullable Transport transport;

        @Override
        public void connectionMade(Transport made) {
            transport = made;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            checksum.update(data.duplicate());
            transport().write(data);
        }

        @Override
        public void pauseWriting() {
            transport().pauseReading();
        }

        @Override
        public void resumeWriting() {
            transport().resumeReading();
        }

        private Transport transport() {
            return Objects.requireNonNull(transport);
        }
    }

    @Test
    void fiftyMegabytesEachWayKeepTheirChecksum(EventLoop loop) throws IOException {
        try (Serving<Mirror> serving = Serving.tcp(loop, Mirror::new);
                Socket socket = JdkSockets.connect(serving.port())) {
            CompletableFuture<Long> sent = Blocking.call(() -> send(socket));
            CompletableFuture<Long> received = Blocking.call(() -> receive(socket));
            long checksum = loop.runUntilComplete(sent.thenCombine(received, (out, back) -> {
                assertThat(back).isEqualTo(out);
                return out;
            }));
            assertThat(serving.protocol(0).checksum.getValue()).isEqualTo(checksum);
        }
    }

    private static long send(Socket socket) throws IOException {
        CRC32C checksum = new CRC32C();
        for (int i = 0; i < PIECES; i++) {
            byte[] piece = Payload.of(PIECE, i);
            checksum.update(piece);
            socket.getOutputStream().write(piece);
        }
        socket.shutdownOutput();
        return checksum.getValue();
    }

    private static long receive(Socket socket) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] piece = new byte[PIECE];
        long total = 0;
        for (int count = socket.getInputStream().read(piece);
                count >= 0;
                count = socket.getInputStream().read(piece)) {
            checksum.update(piece, 0, count);
            total += count;
        }
        assertThat(total).isEqualTo((long) PIECES * PIECE);
        return checksum.getValue();
    }
}
