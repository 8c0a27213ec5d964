package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `echo`, as a user runs it.
class EchoServerTest {
    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static byte[] message(int size) {
        byte[] message = new byte[size];
        new Random(size).nextBytes(message);
        return message;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "sockets, FAST",
        "sockets, PORTABLE",
        "streams, FAST",
        "streams, PORTABLE",
        "protocol, PORTABLE",
        "buffered, PORTABLE"
    })
    void echoesUntilTheClientLeaves(String style, TaskMode mode) throws IOException {
        try (ExampleProcess echo = ExampleProcess.start(mode, "echo", "--port", "0", "--style", style);
                Socket first = connect(echo.port())) {
            for (int size : new int[] {1, 64, 100_000, 3_000_000}) {
                byte[] message = message(size);
                CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(first, message));
                assertThat(first.getInputStream().readNBytes(size)).isEqualTo(message);
                sent.join();
            }
            first.shutdownOutput();
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(echo.errors()).isEmpty();
        }
    }

    private static void send(Socket socket, byte[] message) {
        try {
            socket.getOutputStream().write(message);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void servesAUnixSocket(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("echo");
        try (ExampleProcess echo = ExampleProcess.start("echo", "--unix", path.toString())) {
            assertThat(echo.line()).isEqualTo("ready unix:" + path);
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                client.write(ByteBuffer.wrap(message(10)));
                ByteBuffer back = ByteBuffer.allocate(10);
                while (back.hasRemaining()) {
                    assertThat(client.read(back)).isPositive();
                }
                assertThat(back.array()).isEqualTo(message(10));
            }
            echo.signal("INT");
            assertThat(echo.exit()).isZero();
            assertThat(path).doesNotExist();
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "INT,  protocol, FAST,     0",
        "TERM, protocol, FAST,     0",
        "INT,  streams,  FAST,     130",
        "TERM, streams,  PORTABLE, 143",
        "INT,  sockets,  PORTABLE, 130",
        "TERM, sockets,  FAST,     143"
    })
    @DisabledOnOs(OS.WINDOWS)
    void endsCleanlyOnASignalAlsoWithAClientConnected(String signal, String style, TaskMode mode, int exit)
            throws Exception {
        try (ExampleProcess echo = ExampleProcess.start(mode, "echo", "--port", "0", "--style", style);
                Socket client = connect(echo.port())) {
            client.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);
            echo.signal(signal);
            assertThat(echo.exit()).isEqualTo(exit);
            assertThat(client.getInputStream().read())
                    .as("the client sees the end")
                    .isEqualTo(-1);
            assertThat(echo.rest()).isEmpty();
            assertThat(echo.errors()).as("no warning and no stack trace").isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "echo,                            --port or --unix is needed",
        "echo --port x,                   '--port wants a number, not x'",
        "echo --port,                     '--port wants a number, not '",
        "echo --port 70000,               '--port wants a port from 0 to 65535, not 70000'",
        "echo --port -1,                  '--port wants a port from 0 to 65535, not -1'",
        "echo --port 0 --style fast,      '--style wants sockets, streams, protocol or buffered, not fast'",
        "echo --port 0 --nonsense 1,      unknown option --nonsense",
        "echo --unix x --style streams,   --unix and --tls go with --style protocol or buffered",
        "echo 7777,                       not an option: 7777",
        "demo --twice,                    unknown option --twice",
        "proxy --port 0,                  '--to wants HOST:PORT, not '",
        "proxy --port 0 --to nowhere,     '--to wants HOST:PORT, not nowhere'",
        "proxy --to a:1 --connect-timeout 0, '--connect-timeout wants a number above 0, not 0'",
        "scan --ports 5-4,                '--ports wants ports from 1 to 65535, not 5-4'",
        "scan --ports all,                '--ports wants ports such as 1-1024,8080, not all'"
    })
    void badOptionsAreAnsweredWithASentenceAndTheUsage(String arguments, String sentence) throws Exception {
        try (ExampleProcess example = ExampleProcess.start(arguments.split(" ", -1))) {
            assertThat(example.exit()).isEqualTo(2);
            assertThat(example.errors())
                    .startsWith(sentence)
                    .contains("\nusage: " + arguments.split(" ", -1)[0]);
            assertThat(example.errors()).doesNotContain("\tat ");
            assertThat(example.rest()).isEmpty();
        }
    }

    @Test
    void aPortInUseAndAnUnknownHostAreAnsweredWithASentence() throws Exception {
        try (ExampleProcess first = ExampleProcess.start("echo", "--port", "0")) {
            String port = Integer.toString(first.port());
            try (ExampleProcess second = ExampleProcess.start("echo", "--port", port);
                    ExampleProcess third = ExampleProcess.start("echo", "--port", "0", "--host", "nobody.invalid")) {
                assertThat(second.exit()).isEqualTo(1);
                assertThat(second.errors().lines())
                        .containsExactly("bind 127.0.0.1:" + port + ": address already in use (EADDRINUSE)");
                assertThat(third.exit()).isEqualTo(1);
                assertThat(third.errors().lines()).singleElement().asString().contains("nobody.invalid");
            }
        }
    }

    @Test
    void withoutAnExampleTheListIsPrinted() throws Exception {
        try (ExampleProcess list = ExampleProcess.start();
                ExampleProcess unknown = ExampleProcess.start("nothing")) {
            assertThat(list.rest()).anyMatch(line -> line.contains("echo")).anyMatch(line -> line.contains("demo"));
            assertThat(list.exit()).isZero();
            assertThat(unknown.rest()).isEmpty();
            assertThat(unknown.errors()).startsWith("There is no example named nothing.");
            assertThat(unknown.exit()).isEqualTo(2);
        }
    }
}
