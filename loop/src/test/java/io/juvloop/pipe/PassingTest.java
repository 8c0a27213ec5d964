package io.juvloop.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Connection;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.Transport;
import io.juvloop.ipc.ReceivedHandle;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Connections and servers that are passed, with the bytes around them.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class PassingTest {
    private static final int MORE_THAN_A_SOCKET_HOLDS = 1 << 21;

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RecordingProtocol client(EventLoop loop, int port) {
        return loop.runUntilComplete(loop.createConnection(RecordingProtocol::new, "127.0.0.1", port))
                .protocol();
    }

    private static void isEchoed(EventLoop loop, RecordingProtocol client, String text) {
        int before = client.receivedCount();
        client.transport().write(bytes(text));
        Await.until(loop, () -> client.receivedCount() == before + text.length());
        assertThat(client.receivedText()).endsWith(text);
    }

    @Test
    void aConnectionGoesOnWithWhomItWasPassedToAlthoughTheSenderCloses(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            RecordingProtocol client = client(loop, serving.port());
            Transport accepted = serving.protocol(0).transport();
            accepted.pauseReading();
            ends[0].ipc().sendHandle(Ipc.bytes("take this"), accepted);
            accepted.close();
            ReceivedHandle handle = ends[1].handle(loop, 0);
            assertThat(handle.kind()).isEqualTo(ReceivedHandle.Kind.CONNECTION);
            Connection<Echo> taken = loop.runUntilComplete(handle.connectAccepted(Echo::new));
            Await.until(loop, serving.protocol(0)::isLost);
            isEchoed(loop, client, "ping");
            assertThat(ends[1].order()).isEqualTo("*take this");
            taken.transport().close();
            Await.until(loop, client::isLost);
            assertThat(client.events()).containsExactly("made", "data", "eof", "lost");
        }
        Ipc.end(loop, ends);
    }

    @Test
    void aListeningServerIsServedByWhomItWasPassedTo(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        Server first = loop.runUntilComplete(loop.createServer(RecordingProtocol::new, "127.0.0.1", 0));
        int port = first.port();
        ends[0].ipc().sendHandle(Ipc.bytes("s"), first.sockets().getFirst());
        first.close();
        ReceivedHandle handle = ends[1].handle(loop, 0);
        assertThat(handle.kind()).isEqualTo(ReceivedHandle.Kind.SERVER);
        Server second = loop.runUntilComplete(handle.createServer(Echo::new));
        RecordingProtocol client = client(loop, port);
        isEchoed(loop, client, "hello");
        client.transport().close();
        second.close();
        loop.runUntilComplete(second.waitClosed());
        Ipc.end(loop, ends);
    }

    @Test
    void aServerAndAConnectionOfAUnixPathPassHandlesIfTheyAreMadeTo(EventLoop loop) {
        Path path = folder.resolve("ipc");
        Ipc[] accepted = new Ipc[1];
        Server server = loop.runUntilComplete(loop.createUnixServer(
                () -> accepted[0] = new Ipc(), path.toString(), ServerOptions.DEFAULT.withIpc(true)));
        Ipc connected = loop.runUntilComplete(loop.createUnixConnection(
                        Ipc::new, path.toString(), io.juvloop.ConnectOptions.DEFAULT.withIpc(true)))
                .protocol();
        Await.until(loop, () -> accepted[0] != null && accepted[0].isMade());
        connected.ipc().sendHandle(Ipc.bytes("me"), connected.ipc());
        accepted[0].ipc().sendHandle(Ipc.bytes("you"), server.sockets().getFirst());
        assertThat(accepted[0].handle(loop, 0).kind()).isEqualTo(ReceivedHandle.Kind.CONNECTION);
        assertThat(connected.handle(loop, 0).kind()).isEqualTo(ReceivedHandle.Kind.SERVER);
        server.close();
        Ipc.end(loop, connected, accepted[0]);
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void bytesAndHandlesKeepTheirOrderAlsoBehindAQueue(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        Ipc sender = ends[0];
        Ipc receiver = ends[1];
        receiver.transport().pauseReading();
        sender.transport().write(new byte[MORE_THAN_A_SOCKET_HOLDS]);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            sender.ipc().sendHandle(Ipc.bytes("<" + i + ">"), sender.ipc());
            sender.transport().write(bytes("plain"));
            expected.append("*<").append(i).append(">plain");
        }
        assertThat(sender.transport().writeBufferSize()).isGreaterThan(80);
        receiver.transport().resumeReading();
        Await.until(loop, () -> receiver.receivedCount() == MORE_THAN_A_SOCKET_HOLDS + 80);
        assertThat(receiver.handles()).hasSize(10);
        String received = receiver.order().replace("\0", "");
        assertThat(received.replace("*", "")).isEqualTo(expected.toString().replace("*", ""));
        for (int i = 0; i < 10; i++) {
            String before = received.substring(0, received.indexOf("<" + i));
            assertThat(before.chars().filter(c -> c == '*').count())
                    .as("handles before message " + i)
                    .isEqualTo(i + 1);
        }
        Ipc.end(loop, ends);
    }

    @Test
    void aHandleTravelsWithMoreBytesThanOneChunkHolds(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        ByteBuffer large = ByteBuffer.allocateDirect(MORE_THAN_A_SOCKET_HOLDS);
        ends[0].ipc().sendHandle(large, ends[0].ipc());
        assertThat(large.hasRemaining()).isFalse();
        assertThat(ends[0].events()).containsExactly("made", "pause");
        Await.until(loop, () -> ends[1].receivedCount() == MORE_THAN_A_SOCKET_HOLDS);
        assertThat(ends[1].handles()).hasSize(1);
        assertThat(ends[1].order()).startsWith("*");
        Ipc.end(loop, ends);
    }

    @Test
    void closingSendsWhatIsQueuedAndAbortingDropsIt(EventLoop loop) {
        for (boolean abort : new boolean[] {false, true}) {
            Ipc[] ends = Ipc.pair(loop);
            ends[1].transport().pauseReading();
            ends[0].transport().write(new byte[MORE_THAN_A_SOCKET_HOLDS]);
            ends[0].ipc().sendHandle(Ipc.bytes("queued"), ends[0].ipc());
            ends[0].ipc().sendHandle(Ipc.bytes("queued"), ends[0].ipc());
            if (abort) {
                ends[0].transport().abort();
            } else {
                ends[0].transport().close();
            }
            ends[1].transport().resumeReading();
            Await.until(loop, ends[0]::isLost);
            Await.until(loop, () -> abort ? ends[1].isLost() : ends[1].handles().size() == 2);
            assertThat(ends[1].handles()).hasSize(abort ? 0 : 2);
            assertThat(ends[0].lossCause()).isNull();
            Ipc.end(loop, ends[1]);
        }
    }

    @Test
    void whatASenderSentBeforeItLeftArrives(EventLoop loop) {
        int count = 20;
        Ipc[] ends = Ipc.pair(loop);
        Ipc[] passed = Ipc.pair(loop);
        ends[1].transport().pauseReading();
        for (int i = 0; i < count; i++) {
            ends[0].ipc().sendHandle(Ipc.bytes("x"), passed[0].ipc());
        }
        ends[0].transport().close();
        Await.until(loop, ends[0]::isLost);
        ends[1].transport().resumeReading();
        Await.until(loop, ends[1]::isLost);
        assertThat(ends[1].order()).isEqualTo("*x".repeat(count));
        Ipc.end(loop, passed);
    }

    @Test
    void aHandleThatIsUnderWayWhenThePipeBreaksIsClosed(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        ends[1].transport().pauseReading();
        ends[0].ipc().sendHandle(ByteBuffer.allocate(MORE_THAN_A_SOCKET_HOLDS), ends[0].ipc());
        ends[0].ipc().sendHandle(Ipc.bytes("behind"), ends[0].ipc());
        ends[1].transport().abort();
        Await.until(loop, () -> ends[0].isLost() && ends[1].isLost());
        assertThat(ends[0].lossCause()).isInstanceOf(IOException.class);
    }
}
