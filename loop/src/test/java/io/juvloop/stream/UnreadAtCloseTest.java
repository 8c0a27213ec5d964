package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Closing while received data is unread: all written data arrives nevertheless.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(JdkSockets.class)
@NeedsLibuv(NeedsLibuv.SYSTEM)
class UnreadAtCloseTest {
    private static final int UNREAD = 100_000;

    @TempDir
    private Path folder;

    /// The family of the sockets.
    enum Family {
        TCP,
        UNIX
    }

    /// A protocol that ignores incoming data.
    private static final class Deaf extends RecordingProtocol {
        @Override
        public void connectionMade(Transport transport) {
            super.connectionMade(transport);
            transport.pauseReading();
        }
    }

    private Serving<Deaf> serve(EventLoop loop, Family family) {
        return family == Family.TCP
                ? Serving.tcp(loop, Deaf::new)
                : Serving.unix(loop, Deaf::new, folder.resolve("socket"));
    }

    private SocketChannel connect(Serving<Deaf> serving, Family family) throws IOException {
        SocketAddress address =
                family == Family.TCP ? serving.address() : UnixDomainSocketAddress.of(folder.resolve("socket"));
        return SocketChannel.open(address);
    }

    private static void sendUnread(EventLoop loop, SocketChannel peer) {
        loop.runUntilComplete(Blocking.run(() -> {
            ByteBuffer data = ByteBuffer.allocate(UNREAD);
            while (data.hasRemaining()) {
                peer.write(data);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenArrives(Family family, EventLoop loop) throws IOException {
        byte[] answer = Payload.of(1_000_000, 3);
        try (Serving<Deaf> serving = serve(loop, family);
                SocketChannel peer = connect(serving, family)) {
            Deaf deaf = serving.protocol(0);
            sendUnread(loop, peer);
            deaf.transport().write(answer);
            deaf.transport().close();
            byte[] came = loop.runUntilComplete(Blocking.call(() -> {
                byte[] all = Channels.newInputStream(peer).readAllBytes();
                peer.shutdownOutput();
                return all;
            }));
            assertThat(came).isEqualTo(answer);
            Await.until(loop, deaf::isLost);
            assertThat(deaf.events()).doesNotContain("data", "eof").endsWith("lost");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatGoesOnSendingIsHeardOutAndHasTheAnswer(Family family, EventLoop loop) throws IOException {
        byte[] answer = Payload.of(1000, 3);
        try (Serving<Deaf> serving = serve(loop, family);
                SocketChannel peer = connect(serving, family)) {
            Deaf deaf = serving.protocol(0);
            sendUnread(loop, peer);
            deaf.transport().write(answer);
            deaf.transport().close();
            for (int i = 0; i < 10; i++) {
                sendUnread(loop, peer);
            }
            assertThat(deaf.isLost()).isFalse();
            byte[] came = loop.runUntilComplete(Blocking.call(() -> {
                peer.shutdownOutput();
                return Channels.newInputStream(peer).readAllBytes();
            }));
            assertThat(came).isEqualTo(answer);
            Await.until(loop, deaf::isLost);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatNeverEndsIsNotWaitedForForEver(Family family, EventLoop loop) throws IOException {
        try (Serving<Deaf> serving = serve(loop, family);
                SocketChannel peer = connect(serving, family)) {
            Deaf deaf = serving.protocol(0);
            sendUnread(loop, peer);
            deaf.transport().close();
            Await.until(loop, "connectionLost", deaf::isLost);
            assertThat(peer.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortingMeanwhileEndsIt(Family family, EventLoop loop) throws IOException {
        try (Serving<Deaf> serving = serve(loop, family);
                SocketChannel peer = connect(serving, family)) {
            Deaf deaf = serving.protocol(0);
            sendUnread(loop, peer);
            deaf.transport().close();
            Await.until(loop, () -> true);
            deaf.transport().abort();
            assertThat(deaf.isLost()).as("told in a later turn").isFalse();
            Turns.many(loop, 3);
            assertThat(deaf.isLost()).isTrue();
            assertThat(peer.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withNothingUnreadTheConnectionIsLostAtOnce(Family family, EventLoop loop) throws IOException {
        try (Serving<Deaf> serving = serve(loop, family);
                SocketChannel peer = connect(serving, family)) {
            Deaf deaf = serving.protocol(0);
            deaf.transport().close();
            Turns.many(loop, 2);
            assertThat(deaf.isLost()).isTrue();
            assertThat(peer.isOpen()).isTrue();
        }
    }
}
