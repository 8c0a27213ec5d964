package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import io.juvloop.WriteBufferLimits;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A peer that reads a little at a time: the protocol resumes as soon as the buffer is at the low-water mark,
/// not only when it is empty.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(JdkSockets.class)
@NeedsLibuv(NeedsLibuv.SYSTEM)
class SlowPeerTest {
    private static final int LOW = 600_000;
    private static final int HIGH = 1_000_000;
    private static final int STEP = 8192;
    private static final int QUIET = 3;

    @TempDir
    private Path folder;

    /// The kinds of transports, with a peer of the JDK's.
    enum Kind {
        TCP,
        UNIX,
        PIPE
    }

    private static final class Sender extends RecordingProtocol {
        private final List<Long> sizesAtResume = new ArrayList<>();
        private boolean paused;

        @Override
        public void pauseWriting() {
            super.pauseWriting();
            paused = true;
        }

        @Override
        public void resumeWriting() {
            super.resumeWriting();
            paused = false;
            sizesAtResume.add(transport().writeBufferSize());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writingGoesOnAsSoonAsNoMoreThanTheLowMarkWaits(Kind kind, EventLoop loop) throws IOException {
        Sender sender = new Sender();
        try (ReadableByteChannel peer = connect(kind, loop, sender)) {
            Transport transport = sender.transport();
            transport.setWriteBufferLimits(new WriteBufferLimits(LOW, HIGH));
            int rounds = 3;
            for (int round = 1; round <= rounds; round++) {
                while (!sender.paused) {
                    transport.write(new byte[300_000]);
                }
                while (sender.paused) {
                    assertThat(transport.writeBufferSize()).as("paused").isGreaterThan(LOW);
                    readSome(peer);
                    Turns.many(loop, QUIET);
                }
            }
            assertThat(sender.sizesAtResume)
                    .hasSize(rounds)
                    .allSatisfy(size -> assertThat(size).isBetween(1L, (long) LOW));
            transport.abort();
            Turns.many(loop, QUIET);
        }
    }

    private static void readSome(ReadableByteChannel peer) throws IOException {
        assertThat(peer.read(ByteBuffer.allocate(STEP))).isNotNegative();
    }

    private ReadableByteChannel connect(Kind kind, EventLoop loop, Sender sender) throws IOException {
        return switch (kind) {
            case TCP -> connectTcp(loop, sender);
            case UNIX -> connectUnix(loop, sender);
            case PIPE -> connectPipe(loop, sender);
        };
    }

    private static SocketChannel connectTcp(EventLoop loop, Sender sender) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            loop.runUntilComplete(loop.createConnection(() -> sender, "127.0.0.1", port));
            Objects.requireNonNull(sender.transport().extraInfo(ExtraInfo.SOCKET))
                    .setSendBufferSize(32 * 1024);
            return nonBlocking(server.accept());
        }
    }

    private static SocketChannel nonBlocking(SocketChannel peer) throws IOException {
        peer.configureBlocking(false);
        return peer;
    }

    private SocketChannel connectUnix(EventLoop loop, Sender sender) throws IOException {
        Path path = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            loop.runUntilComplete(loop.createUnixConnection(() -> sender, path));
            return nonBlocking(server.accept());
        }
    }

    private ReadableByteChannel connectPipe(EventLoop loop, Sender sender) throws IOException {
        try (PipePair pipe = loop.pipePair()) {
            loop.runUntilComplete(loop.connectWritePipe(() -> sender, pipe.takeWriteEnd()));
            return FileChannel.open(Path.of("/dev/fd/" + pipe.readEnd()));
        }
    }
}
