package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.JdkSockets;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Program;
import io.juvloop.testing.InTask;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An echo server in tasks, against peers of other kinds.
@SocketTest
class SockEchoTest {
    private static void serveOne(EventLoop loop, ServerSocketChannel listener) throws IOException {
        Channels.echo(loop, loop.sockAccept(listener));
    }

    @Test
    void aBlockingSocketGetsItsBytesBack(EventLoop loop) throws IOException {
        byte[] sent = Payload.of(300_000, 1);
        try (ServerSocketChannel listener = Channels.listener()) {
            int port = Channels.port(listener);
            var peer = Blocking.call(() -> {
                try (Socket socket = JdkSockets.connect(port)) {
                    var sending = Blocking.run(() -> {
                        socket.getOutputStream().write(sent);
                        socket.shutdownOutput();
                    });
                    byte[] received = socket.getInputStream().readAllBytes();
                    sending.join();
                    return received;
                }
            });
            InTask.run(loop, () -> {
                serveOne(loop, listener);
                assertThat(Async.await(peer)).isEqualTo(sent);
            });
        }
    }

    @Test
    void pythonGetsItsBytesBack(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = Channels.listener();
                Program python = Program.python("""
                        peer = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
                        for size in (1, 1000, 70000):
                            sent = bytes(i * 7 % 251 for i in range(size))
                            peer.sendall(sent)
                            received = b''
                            while len(received) < size:
                                received += peer.recv(size - len(received))
                            assert received == sent
                        peer.shutdown(socket.SHUT_WR)
                        assert peer.recv(1) == b''
                        print('content')
                        """, Channels.port(listener))) {
            InTask.run(loop, () -> {
                serveOne(loop, listener);
                assertThat(Async.await(python.rest())).isEqualTo("content");
            });
        }
    }

    @Test
    void netcatGetsItsBytesBack(EventLoop loop) throws IOException {
        try (ServerSocketChannel listener = Channels.listener();
                Program netcat =
                        Program.start(List.of("nc", "-N", "127.0.0.1", Integer.toString(Channels.port(listener))))) {
            netcat.feed("through netcat\n");
            InTask.run(loop, () -> {
                serveOne(loop, listener);
                assertThat(Async.await(netcat.rest())).isEqualTo("through netcat");
            });
        }
    }

    @Test
    void twoHundredClientsAreServedByOneTaskEach(EventLoop loop) throws IOException {
        int clients = 200;
        try (ServerSocketChannel listener = Channels.listener()) {
            InTask.run(loop, () -> {
                Task<Void> server = loop.createTask(() -> {
                    List<Task<Void>> connections = new ArrayList<>();
                    for (int i = 0; i < clients; i++) {
                        SocketChannel accepted = loop.sockAccept(listener);
                        connections.add(loop.createTask(() -> Channels.echo(loop, accepted)));
                    }
                    connections.forEach(Async::await);
                });
                List<Task<String>> peers = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    String text = "client " + i;
                    peers.add(loop.createTask(() -> talk(loop, listener, text)));
                }
                for (int i = 0; i < clients; i++) {
                    assertThat(Async.await(peers.get(i))).isEqualTo("client " + i);
                }
                Async.await(server);
            });
        }
    }

    private static String talk(EventLoop loop, ServerSocketChannel listener, String text) throws IOException {
        try (SocketChannel channel = Channels.unconnected()) {
            loop.sockConnect(channel, listener.getLocalAddress());
            loop.sockSendAll(channel, text.getBytes(UTF_8));
            channel.shutdownOutput();
            return new String(Channels.receiveAll(loop, channel), UTF_8);
        }
    }
}
