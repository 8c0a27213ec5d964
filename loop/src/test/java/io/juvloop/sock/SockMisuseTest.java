package io.juvloop.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.net.peer.Blocking;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Calls that are refused, and their exceptions.
@SocketTest
class SockMisuseTest {
    @Test
    @Tag("F4")
    void aChannelInBlockingModeIsRefused(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open();
                SocketChannel channel = SocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InTask.run(loop, () -> {
                assertThatThrownBy(() -> loop.sockAccept(listener))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("blocking mode");
                assertThatThrownBy(() -> loop.sockReceive(channel, 1)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> loop.sockSendAll(channel, new byte[1]))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> loop.sockConnect(channel, listener.getLocalAddress()))
                        .isInstanceOf(IllegalArgumentException.class);
            });
        }
    }

    @Test
    @Tag("F4")
    void aClosedChannelIsRefused(EventLoop loop) throws IOException {
        Channels.Pair pair = Channels.pair();
        pair.close();
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> loop.sockReceive(pair.ours(), 1)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> loop.sockSendAll(pair.ours(), new byte[1]))
                    .isInstanceOf(ClosedChannelException.class);
        });
    }

    @Test
    void outsideATaskNothingCanWait(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            pair.peer().getOutputStream().write(1);
            assertThatThrownBy(() -> loop.sockReceive(pair.ours(), 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("createTask");
        }
    }

    @Test
    void theTaskOfAnotherLoopIsRefused(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            EventLoop other = EventLoop.create();
            InTask.run(
                    loop,
                    () -> assertThatThrownBy(() -> other.sockReceive(pair.ours(), 1))
                            .isInstanceOf(IllegalStateException.class));
            other.close();
        }
    }

    @Test
    void aSecondReaderIsRefusedAndTheFirstGoesOn(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> first = loop.createTask(() -> loop.sockReceive(pair.ours(), 10));
                Channels.giveWay();
                pair.peer().getOutputStream().write(7);
                assertThatThrownBy(() -> loop.sockReceive(pair.ours(), 10))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("another task waits already to read");
                assertThat(Async.await(first)).containsExactly(7);
            });
        }
    }

    @Test
    void aSecondWriterIsRefusedAndTheFirstGoesOn(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<Void> first = loop.createTask(() -> loop.sockSendAll(pair.ours(), new byte[20_000_000]));
                Channels.giveWay();
                assertThatThrownBy(() -> loop.sockSendAll(pair.ours(), new byte[1]))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("another task waits already to write");
                var peer = Blocking.call(() -> pair.peer().getInputStream().readNBytes(20_000_000));
                Async.await(first);
                assertThat(Async.await(peer)).hasSize(20_000_000);
            });
        }
    }

    @Test
    void aChannelThatIsWatchedCannotBecomeBlocking(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 10));
                Channels.giveWay();
                assertThatThrownBy(() -> pair.ours().configureBlocking(true))
                        .isInstanceOf(IllegalBlockingModeException.class);
                pair.peer().getOutputStream().write(7);
                Async.await(receiver);
            });
        }
    }

    @Test
    @Tag("F3")
    @DisabledOnOs(OS.WINDOWS)
    void aChannelWhoseDescriptorATransportHasIsRefusedAndNothingIsReadFromIt(EventLoop loop) throws IOException {
        Channels.Pair pair = Channels.pair();
        RecordingProtocol protocol = new RecordingProtocol();
        Transport transport = loop.runUntilComplete(
                        loop.connectAcceptedSocket(() -> protocol, ChannelDescriptors.of(pair.ours())))
                .transport();
        transport.pauseReading();
        pair.peer().getOutputStream().write(7);
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> loop.sockReceive(pair.ours(), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("belongs to");
            assertThatThrownBy(() -> loop.sockSendAll(pair.ours(), new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        });
        transport.resumeReading();
        Await.until(loop, () -> protocol.receivedCount() == 1);
        transport.close();
        Await.until(loop, protocol::isLost);
        // the transport has closed the descriptor, and the channel would close it again
        pair.peer().close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDescriptorThatTasksWaitForIsNotTakenOver(EventLoop loop) throws IOException {
        assumeFalse(
                System.getProperty("juvloop.sockets", "").equals("selector"),
                "only a poll of the loop's is in the way");
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 10));
                Channels.giveWay();
                assertThatThrownBy(() ->
                                loop.connectAcceptedSocket(RecordingProtocol::new, ChannelDescriptors.of(pair.ours())))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("watched");
                pair.peer().getOutputStream().write(7);
                assertThat(Async.await(receiver)).containsExactly(7);
            });
        }
    }
}
