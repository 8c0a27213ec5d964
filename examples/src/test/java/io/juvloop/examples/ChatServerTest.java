package io.juvloop.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.TaskMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `chat`, as a user runs it, with clients that are sockets or `nc`.
class ChatServerTest {
    private static final int SMALL_BUFFER = 4096;
    private static final int PATIENCE_MILLIS = 30_000;

    private record Client(Socket socket, BufferedReader reader) implements AutoCloseable {
        static Client connect(int port) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Client client =
                    new Client(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
            assertThat(client.line()).isEqualTo("What is your name?");
            return client;
        }

        static Client named(int port, String name) throws IOException {
            Client client = connect(port);
            client.say(name);
            assertThat(client.line()).isEqualTo(name + " has joined");
            return client;
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }

        String line() throws IOException {
            return reader.readLine();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void everybodyHearsWhoJoinsSpeaksAndLeaves(TaskMode mode) throws Exception {
        try (ExampleProcess chat = ExampleProcess.start(mode, "chat", "--port", "0")) {
            int port = chat.port();
            try (Client ann = Client.named(port, "Ann");
                    Client bob = Client.named(port, "Bob")) {
                assertThat(ann.line()).isEqualTo("Bob has joined");
                bob.say("grüß dich");
                assertThat(ann.line()).isEqualTo("Bob: grüß dich");
                assertThat(bob.line()).isEqualTo("Bob: grüß dich");
                bob.socket().shutdownOutput();
                assertThat(ann.line()).isEqualTo("Bob has left");
                assertThat(bob.line()).as("the connection is closed").isNull();
            }
            assertThat(chat.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aNameIsGivenOnceUntilItIsFree(TaskMode mode) throws Exception {
        try (ExampleProcess chat = ExampleProcess.start(mode, "chat", "--port", "0")) {
            int port = chat.port();
            try (Client first = Client.named(port, "Ann");
                    Client second = Client.connect(port)) {
                second.say("Ann");
                assertThat(second.line()).isEqualTo("Another name, please.");
                second.say(" ");
                assertThat(second.line()).isEqualTo("Another name, please.");
                first.reset();
                assertThat(second.line()).isEqualTo("Ann has left");
                second.say("Ann");
                assertThat(second.line()).isEqualTo("Ann has joined");
            }
            assertThat(chat.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aMemberThatDoesNotReadIsDisconnectedAndDelaysNobody(TaskMode mode) throws Exception {
        String speech = "x".repeat(10_000);
        try (ExampleProcess chat = ExampleProcess.start(mode, "chat", "--port", "0")) {
            int port = chat.port();
            try (Client slow = Client.named(port, "Slow");
                    Client speaker = Client.named(port, "Speaker")) {
                assertThat(slow.line()).isEqualTo("Speaker has joined");
                String heard = "Speaker: " + speech;
                for (int said = 0; heard.startsWith("Speaker: "); said++) {
                    assertThat(said).as("lines that wait for the slow one").isLessThan(5000);
                    speaker.say(speech);
                    heard = speaker.line();
                }
                assertThat(heard).isEqualTo("Slow has left");
                assertThat(speaker.line())
                        .as("the last one is heard all the same")
                        .isEqualTo("Speaker: " + speech);
            }
            assertThat(chat.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisabledOnOs(OS.WINDOWS)
    void whoIsConnectedIsToldThatItCloses(TaskMode mode) throws Exception {
        try (ExampleProcess chat = ExampleProcess.start(mode, "chat", "--port", "0")) {
            int port = chat.port();
            try (Client ann = Client.named(port, "Ann");
                    Client unnamed = Client.connect(port)) {
                chat.signal("INT");
                assertThat(ann.line()).isEqualTo("The chat is closing.");
                assertThat(ann.line()).isNull();
                assertThat(unnamed.line()).isEqualTo("The chat is closing.");
                assertThat(unnamed.line()).isNull();
                assertThat(chat.exit()).isEqualTo(130);
            }
            assertThat(chat.rest()).isEmpty();
            assertThat(chat.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void servesNetcat(TaskMode mode) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/nc")) || Files.isExecutable(Path.of("/bin/nc")), "no nc here");
        try (ExampleProcess chat = ExampleProcess.start(mode, "chat", "--port", "0")) {
            int port = chat.port();
            try (Client ann = Client.named(port, "Ann")) {
                Process nc = new ProcessBuilder("nc", "127.0.0.1", Integer.toString(port)).start();
                try (var keyboard = nc.outputWriter();
                        var screen = nc.inputReader()) {
                    keyboard.write("Nina\nhello\n");
                    keyboard.flush();
                    assertThat(ann.line()).isEqualTo("Nina has joined");
                    assertThat(ann.line()).isEqualTo("Nina: hello");
                    ann.say("welcome");
                    assertThat(screen.readLine()).isEqualTo("What is your name?");
                    assertThat(screen.readLine()).isEqualTo("Nina has joined");
                    assertThat(screen.readLine()).isEqualTo("Nina: hello");
                    assertThat(screen.readLine()).isEqualTo("Ann: welcome");
                } finally {
                    nc.destroy();
                }
                assertThat(ann.line()).isEqualTo("Ann: welcome");
                assertThat(ann.line()).isEqualTo("Nina has left");
            }
        }
    }
}
