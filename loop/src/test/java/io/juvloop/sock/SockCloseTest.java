package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Logged;
import io.juvloop.testing.OtherThread;
import io.juvloop.testing.Throwing;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Closing a watched channel: waiting tasks are notified, and the descriptor is free.
@SocketTest
class SockCloseTest {
    private static void closeElsewhere(SocketChannel channel) {
        OtherThread.run(() -> {
            try {
                channel.close();
            } catch (IOException failed) {
                Throwing.raise(failed);
            }
        });
    }

    @Test
    void closedByAnotherTaskTheReceiverFails(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                pair.ours().close();
                assertThatThrownBy(() -> Async.await(receiver)).hasCauseInstanceOf(AsynchronousCloseException.class);
            });
            assertThat(pair.peer().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closedByAnotherThreadReceiverAndSenderFail(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Task<Void> sender = loop.createTask(() -> loop.sockSendAll(pair.ours(), new byte[20_000_000]));
                Channels.giveWay();
                closeElsewhere(pair.ours());
                assertThatThrownBy(() -> Async.await(receiver)).hasCauseInstanceOf(AsynchronousCloseException.class);
                assertThatThrownBy(() -> Async.await(sender)).hasCauseInstanceOf(AsynchronousCloseException.class);
            });
        }
    }

    @Test
    void aListenerThatIsClosedFailsTheAcceptorAndItsPortIsFreeAtOnce(EventLoop loop) throws IOException {
        ServerSocketChannel listener = Channels.listener();
        int port = Channels.port(listener);
        InTask.run(loop, () -> {
            Task<SocketChannel> acceptor = loop.createTask(() -> loop.sockAccept(listener));
            Channels.giveWay();
            listener.close();
            assertThatThrownBy(() -> Async.await(acceptor)).hasCauseInstanceOf(AsynchronousCloseException.class);
            rebind(port).close();
        });
    }

    /// With a selector's thread, the port is free once that thread has dropped the key.
    private static ServerSocketChannel rebind(int port) throws IOException {
        if (!System.getProperty("juvloop.sockets", "").equals("selector")) {
            return Channels.listener(port, 1);
        }
        ServerSocketChannel[] bound = new ServerSocketChannel[1];
        Channels.await(() -> {
            try {
                bound[0] = Channels.listener(port, 1);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
        return bound[0];
    }

    @Test
    void aDescriptorThatIsUsedAgainIsTheNextOnesAlone(EventLoop loop) throws IOException {
        InTask.run(loop, () -> {
            for (int i = 0; i < 50; i++) {
                try (Channels.Pair pair = OtherThread.call(Channels::pair)) {
                    Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                    Channels.giveWay();
                    pair.peer().getOutputStream().write(i);
                    assertThat(Async.await(receiver)).containsExactly(i);
                    if (i % 3 == 0) {
                        closeElsewhere(pair.ours());
                    } else if (i % 3 == 1) {
                        pair.ours().close();
                    }
                }
            }
        });
    }

    @Test
    void closedBetweenItsOperationsByAnyThreadTheNextOneIsRefused(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                pair.peer().getOutputStream().write(1);
                Async.await(receiver);
                closeElsewhere(pair.ours());
                assertThatThrownBy(() -> loop.sockReceive(pair.ours(), 100)).isInstanceOf(ClosedChannelException.class);
            });
        }
    }

    @Test
    void closedWhileTheLoopDoesNotRunItsDescriptorIsClosedAtOnce(EventLoop loop) throws IOException {
        ServerSocketChannel listener = Channels.listener();
        int port = Channels.port(listener);
        InTask.run(loop, () -> {
            Task<SocketChannel> acceptor = loop.createTask(() -> loop.sockAccept(listener));
            Channels.giveWay();
            acceptor.cancel();
        });
        listener.close();
        InTask.run(loop, () -> rebind(port).close());
    }

    @Test
    void theLoopsCloseGivesOpenChannelsBack(EventLoop loop) throws IOException {
        try (Channels.Pair pair = Channels.pair()) {
            InTask.run(loop, () -> {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                pair.peer().getOutputStream().write(1);
                Async.await(receiver);
            });
            loop.close();
            assertThat(pair.ours().isRegistered()).isFalse();
            pair.ours().configureBlocking(true);
            pair.peer().getOutputStream().write("blocking again".getBytes(UTF_8));
            assertThat(pair.ours().socket().getInputStream().readNBytes(14))
                    .asString()
                    .isEqualTo("blocking again");
        }
    }

    @Test
    void theLoopsCloseEndsTheTasksThatWait(EventLoop loop, Logged logged) throws IOException {
        List<String> ended = new ArrayList<>();
        try (Channels.Pair pair = Channels.pair()) {
            var _ = loop.createTask(() -> {
                try {
                    loop.sockReceive(pair.ours(), 100);
                } finally {
                    pair.ours().close();
                    ended.add("receiver");
                }
            });
            InTask.run(loop, Channels::giveWay);
            loop.close();
            assertThat(ended).containsExactly("receiver");
            assertThat(logged.only().message()).contains("task that is not done");
            assertThat(pair.peer().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void channelsThatOthersCloseWhileTheLoopIsClosedAreClosedAllTheSame(EventLoop loop) throws IOException {
        List<Channels.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pairs.add(Channels.pair());
        }
        InTask.run(loop, () -> {
            for (Channels.Pair pair : pairs) {
                Task<byte[]> receiver = loop.createTask(() -> loop.sockReceive(pair.ours(), 100));
                Channels.giveWay();
                pair.peer().getOutputStream().write(1);
                Async.await(receiver);
            }
        });
        var closer = Blocking.run(() -> {
            for (Channels.Pair pair : pairs) {
                pair.close();
            }
        });
        loop.close();
        closer.join();
    }
}
