package io.juvloop.task.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Task;
import io.juvloop.Transport;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The JDK's own sockets inside a task.
@TaskTest
@FastOnly
class JdkNetworkTest {
    @BeforeAll
    static void openWhatTheJdkOpensOnce() throws Exception {
        JdkPollers.start();
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static Socket connect(ServerSocket server) throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    @Test
    void socketRead(EventLoop loop) throws Exception {
        try (ServerSocket server = listen();
                Socket client = connect(server);
                Socket accepted = server.accept()) {
            OutputStream peer = client.getOutputStream();
            Meanwhile.theLoopGoesOn(
                    loop,
                    () -> peer.write('x'),
                    () -> assertThat(accepted.getInputStream().read()).isEqualTo('x'));
        }
    }

    @Test
    void socketWrite(EventLoop loop) throws Exception {
        byte[] much = new byte[20_000_000];
        try (ServerSocket server = listen();
                Socket client = connect(server);
                Socket accepted = server.accept()) {
            Meanwhile.theLoopGoesOn(
                    loop,
                    () -> Thread.ofPlatform().start(() -> readToTheEnd(client)),
                    () -> accepted.getOutputStream().write(much));
        }
    }

    private static void readToTheEnd(Socket socket) {
        try {
            socket.getInputStream().skip(Long.MAX_VALUE);
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void serverSocketAccept(EventLoop loop) throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (ServerSocket server = listen()) {
            Meanwhile.theLoopGoesOn(
                    loop,
                    () -> clients.add(connect(server)),
                    () -> server.accept().close());
        }
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void bothEndsMayBeTasksOfOneLoop(EventLoop loop) throws Exception {
        try (ServerSocket server = listen()) {
            InTask.run(loop, () -> {
                Task<Void> echo = loop.createTask(() -> echo(server));
                try (Socket socket = connect(server)) {
                    for (int i = 0; i < 100; i++) {
                        socket.getOutputStream().write(i);
                        assertThat(socket.getInputStream().read()).isEqualTo(i);
                    }
                }
                Async.await(echo);
            });
        }
    }

    private static void echo(ServerSocket server) throws IOException {
        try (Socket socket = server.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        }
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void aBlockingClientOfAServerOfTheSameLoop(EventLoop loop) {
        Server server = Loopback.serve(loop, Answering::new);
        InTask.run(loop, () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readAllBytes()).asString().endsWith("pong");
            }
        });
        server.close();
    }

    @Test
    @NeedsLibuv(NeedsLibuv.SYSTEM)
    void httpClient(EventLoop loop) {
        Server server = Loopback.serve(loop, Answering::new);
        String body = InTask.call(loop, () -> get("http://" + Loopback.HOST + ":" + server.port() + "/"));
        assertThat(body).isEqualTo("pong");
        server.close();
    }

    /// Answers any request with a page, and closes.
    private static final class Answering implements Protocol {
        private Transport transport;

        @Override
        public void connectionMade(Transport connection) {
            transport = connection;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            String page = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\npong";
            transport.write(page.getBytes(StandardCharsets.US_ASCII));
            transport.close();
        }
    }

    /// By reflection, because the module of the loop does not read that of the client.
    private static String get(String address) throws Exception {
        Class<?> clients = Class.forName("java.net.http.HttpClient");
        Class<?> requests = Class.forName("java.net.http.HttpRequest");
        Class<?> handlers = Class.forName("java.net.http.HttpResponse$BodyHandler");
        Class<?> builders = Class.forName("java.net.http.HttpRequest$Builder");
        try (AutoCloseable client =
                (AutoCloseable) clients.getMethod("newHttpClient").invoke(null)) {
            Object builder = requests.getMethod("newBuilder", URI.class).invoke(null, URI.create(address));
            Object request = builders.getMethod("build").invoke(builder);
            Object handler = Class.forName("java.net.http.HttpResponse$BodyHandlers")
                    .getMethod("ofString")
                    .invoke(null);
            Method send = clients.getMethod("send", requests, handlers);
            Object response = send.invoke(client, request, handler);
            return (String) Class.forName("java.net.http.HttpResponse")
                    .getMethod("body")
                    .invoke(response);
        }
    }
}
