package io.juvloop.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.ServerOptions;
import io.juvloop.TransportSocket;
import io.juvloop.ipc.IpcTransport;
import io.juvloop.ipc.ReceivedHandle;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The fate of a received handle, and handles that cannot be sent.
@LoopTest
@DisabledOnOs(OS.WINDOWS)
class PassedHandleTest {
    private static final class Doing extends Ipc {
        private final Consumer<Doing> action;

        Doing(Consumer<Doing> action) {
            this.action = action;
        }

        @Override
        public void handleReceived(ReceivedHandle handle) {
            super.handleReceived(handle);
            action.accept(this);
        }
    }

    /// A receiver that runs an action at the first of two handles; the sender sends both.
    private static Doing receiverDoing(EventLoop loop, Ipc[] sender, Consumer<Doing> action) {
        int[] sockets = Posix.socketPair(Libc.SOCK_STREAM);
        sender[0] = Ipc.over(loop, sockets[0]);
        ConnectOptions options = ConnectOptions.DEFAULT.withSocket(sockets[1]).withIpc(true);
        Doing receiver = loop.runUntilComplete(
                        loop.createUnixConnection(() -> new Doing(action), (String) null, options))
                .protocol();
        sender[0].ipc().sendHandle(Ipc.bytes("1"), sender[0].ipc());
        sender[0].ipc().sendHandle(Ipc.bytes("2"), sender[0].ipc());
        return receiver;
    }

    @Test
    void whatNobodyClaimsIsClosedWithTheTransportThatBroughtIt(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        ends[0].ipc().sendHandle(Ipc.bytes("x"), ends[0].ipc());
        ReceivedHandle handle = ends[1].handle(loop, 0);
        Ipc.end(loop, ends);
        assertThatThrownBy(() -> handle.connectAccepted(RecordingProtocol::new))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("claimed or closed");
        handle.close();
    }

    @Test
    void aProtocolThatTakesNoHandlesGetsTheBytesAndTheHandleIsClosed(EventLoop loop, Logged logged) {
        Ipc[] ends = Ipc.pair(loop);
        RecordingProtocol plain = new RecordingProtocol();
        ends[1].transport().setProtocol(plain);
        ends[0].ipc().sendHandle(Ipc.bytes("bytes"), ends[0].ipc());
        Await.until(loop, () -> plain.receivedText().equals("bytes"));
        assertThat(logged.only().message()).contains("its protocol takes none");
        ends[0].transport().close();
        Await.until(loop, () -> ends[0].isLost() && plain.isLost());
    }

    @Test
    void aHandleIsClaimedOnceAndForWhatItIs(EventLoop loop) throws IOException {
        Ipc[] ends = Ipc.pair(loop);
        ends[0].ipc().sendHandle(Ipc.bytes("x"), ends[0].ipc());
        ReceivedHandle handle = ends[1].handle(loop, 0);
        assertThatThrownBy(() -> handle.createServer(RecordingProtocol::new))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CONNECTION");
        long number = handle.detach();
        assertThat(Posix.isOpen(number)).isTrue();
        assertThatThrownBy(handle::detach).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> handle.connectAccepted(RecordingProtocol::new))
                .isInstanceOf(IllegalStateException.class);
        handle.close();
        Posix.close(number);
        Ipc.end(loop, ends);
    }

    @Test
    void aHandleIsForTheLoopsThread(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        IpcTransport ipc = ends[0].ipc();
        ipc.sendHandle(Ipc.bytes("x"), ipc);
        ReceivedHandle handle = ends[1].handle(loop, 0);
        TransportSocket socket = Objects.requireNonNull(ipc.extraInfo(ExtraInfo.SOCKET));
        List<Runnable> calls = List.of(
                () -> ipc.sendHandle(Ipc.bytes("x"), socket),
                handle::kind,
                handle::close,
                () -> {
                    var _ = handle.connectAccepted(RecordingProtocol::new);
                },
                () -> {
                    var _ = handle.createServer(RecordingProtocol::new);
                });
        for (Runnable call : calls) {
            Throwable thrown = Blocking.call(() -> {
                        try {
                            call.run();
                            return new AssertionError("nothing was thrown");
                        } catch (IllegalStateException refused) {
                            return refused;
                        }
                    })
                    .join();
            assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageContaining("thread");
        }
        Ipc.end(loop, ends);
    }

    @Test
    void aReceiverThatThrowsIsLostAndLeaksNothing(EventLoop loop, Reported reported) {
        Ipc[] sender = new Ipc[1];
        Doing receiver = receiverDoing(loop, sender, self -> {
            throw new IllegalStateException("no room");
        });
        Await.until(loop, () -> receiver.isLost() && sender[0].isLost());
        assertThat(receiver.lossCause()).hasMessage("no room");
        assertThat(receiver.events()).containsExactly("made", "lost(IllegalStateException)");
        assertThat(reported.only().message()).contains("handleReceived");
    }

    @Test
    void aReceiverThatClosesOrAbortsGetsNothingMore(EventLoop loop) {
        List<Consumer<Doing>> ends = List.of(
                self -> self.transport().close(), self -> self.transport().abort());
        for (Consumer<Doing> end : ends) {
            Ipc[] sender = new Ipc[1];
            Doing receiver = receiverDoing(loop, sender, end);
            Await.until(loop, () -> receiver.isLost() && sender[0].isLost());
            assertThat(receiver.events()).containsExactly("made", "lost");
            assertThat(receiver.handles()).hasSize(1);
        }
    }

    @Test
    void aReceiverThatPausesGetsTheBytesOfThisHandleAndNothingMore(EventLoop loop) {
        Ipc[] sender = new Ipc[1];
        List<Doing> paused = new ArrayList<>();
        Doing receiver = receiverDoing(loop, sender, self -> {
            if (paused.isEmpty()) {
                paused.add(self);
                self.transport().pauseReading();
            }
        });
        Await.until(loop, () -> !paused.isEmpty());
        for (int i = 0; i < 3; i++) {
            loop.callSoon(loop::stop);
            loop.runForever();
        }
        assertThat(receiver.order()).isEqualTo("*1");
        receiver.transport().resumeReading();
        Await.until(loop, () -> receiver.order().equals("*1*2"));
        Ipc.end(loop, sender[0], receiver);
    }

    /// The bytes are in the memory of the protocol at that time: the loop's, or its own.
    @Test
    void aProtocolThatIsReplacedByAHandleStillGetsTheBytesItCameWith(EventLoop loop) {
        RecordingBufferedProtocol next = new RecordingBufferedProtocol();
        Ipc[] sender = new Ipc[1];
        List<Object> seen = new ArrayList<>();
        Doing receiver = receiverDoing(loop, sender, self -> {
            self.transport().setProtocol(next);
            seen.add(self.transport().protocol());
            self.transport().pauseReading();
        });
        Await.until(loop, () -> !seen.isEmpty());
        loop.callSoon(loop::stop);
        loop.runForever();
        assertThat(seen).containsExactly(next);
        assertThat(receiver.order()).isEqualTo("*1");
        assertThat(receiver.transport().protocol()).isSameAs(next);
        sender[0].transport().write(new byte[] {'3'});
        sender[0].transport().close();
        Await.until(loop, sender[0]::isLost);
        receiver.transport().setProtocol(next);
        receiver.handles().getFirst().close();
        receiver.transport().abort();
        Await.until(loop, next::isLost);
        assertThat(receiver.events()).containsExactly("made", "data");
    }

    @Test
    void whatCannotBePassedIsRefusedAndNothingIsSent(EventLoop loop) {
        Ipc[] ends = Ipc.pair(loop);
        IpcTransport ipc = ends[0].ipc();
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            TransportSocket listening = serving.server().sockets().getFirst();
            assertThatThrownBy(() -> ipc.sendHandle(ByteBuffer.allocate(0), listening))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one byte");
            serving.server().close();
            assertThatThrownBy(() -> ipc.sendHandle(Ipc.bytes("x"), listening))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("closed");
        }
        TransportSocket own = Objects.requireNonNull(ipc.extraInfo(ExtraInfo.SOCKET));
        ipc.writeEof();
        assertThatThrownBy(() -> ipc.sendHandle(Ipc.bytes("x"), own)).isInstanceOf(IllegalStateException.class);
        Await.until(loop, () -> ends[1].count("eof") == 1);
        assertThat(ends[1].order()).isEmpty();
        Await.until(loop, () -> ends[0].isLost() && ends[1].isLost());
        ByteBuffer late = Ipc.bytes("late");
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            Ipc[] closed = Ipc.pair(loop);
            Ipc.end(loop, closed);
            closed[0].ipc().sendHandle(late, serving.server().sockets().getFirst());
            assertThat(late.hasRemaining()).isFalse();
        }
    }

    @Test
    void onlyAUnixSocketPassesHandles(EventLoop loop) {
        ConnectOptions connect = ConnectOptions.DEFAULT.withIpc(true);
        ServerOptions serve = ServerOptions.DEFAULT.withIpc(true);
        assertThatThrownBy(() -> loop.createConnection(RecordingProtocol::new, "127.0.0.1", 9, connect))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unix");
        assertThatThrownBy(() -> loop.createServer(RecordingProtocol::new, "127.0.0.1", 0, serve))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unix");
        try (Serving<RecordingProtocol> serving = Serving.tcp(loop, RecordingProtocol::new)) {
            int socket = Libc.connectedTo(serving.address());
            assertThatThrownBy(() -> loop.createUnixConnection(
                            RecordingProtocol::new, (String) null, connect.withSocket(socket)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unix");
            Posix.close(socket);
        }
        int listening = Libc.boundTcp();
        assertThatThrownBy(
                        () -> loop.createUnixServer(RecordingProtocol::new, (String) null, serve.withSocket(listening)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unix");
        Posix.close(listening);
    }

    @Test
    void aLoopThatClosesClosesWhatIsOnItsWayInBothDirections(EventLoop outer, Logged logged) {
        EventLoop loop = EventLoop.create();
        Ipc[] ends = Ipc.pair(loop);
        ends[0].ipc().sendHandle(Ipc.bytes("arrives"), ends[0].ipc());
        ReceivedHandle handle = ends[1].handle(loop, 0);
        ends[1].transport().pauseReading();
        ends[0].transport().write(new byte[1 << 21]);
        ends[0].ipc().sendHandle(Ipc.bytes("does not"), ends[0].ipc());
        loop.close();
        assertThat(logged.all())
                .extracting(Logged.Entry::message)
                .anyMatch(line -> line.contains("unclosed passed handle"))
                .anyMatch(line -> line.contains("on its way to another process"));
        assertThatThrownBy(() -> handle.createServer(RecordingProtocol::new)).hasMessageContaining("closed");
        assertThat(outer.isClosed()).isFalse();
    }
}
