package io.juvloop.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.juvloop.TaskMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `proxy`, as a user runs it, between sockets of the JDK.
class TcpProxyTest {
    private static final int LARGE = 24 * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static ExampleProcess proxy(TaskMode mode, int target, String... more) throws IOException {
        Stream<String> fixed = Stream.of("proxy", "--port", "0", "--to", "127.0.0.1:" + target);
        return ExampleProcess.start(mode, Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    private static Socket connect(int port) throws IOException {
        return patient(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private static Socket accept(ServerSocket listener) throws IOException {
        listener.setSoTimeout(PATIENCE_MILLIS);
        return patient(listener.accept());
    }

    /// A read without data in time fails the test.
    private static Socket patient(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Sends on a thread of its own, and ends that direction.
    private static CompletableFuture<Void> send(Socket socket, byte[] data, AtomicLong sent) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int at = 0; at < data.length; at += 8192) {
                            int count = Math.min(8192, data.length - at);
                            socket.getOutputStream().write(data, at, count);
                            sent.addAndGet(count);
                        }
                        socket.shutdownOutput();
                    } catch (IOException failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                Thread::startVirtualThread);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void passesLargeTransfersBothWaysAndEachEndByItself(TaskMode mode) throws Exception {
        byte[] request = bytes(LARGE, 1);
        byte[] answer = bytes(LARGE / 2, 2);
        try (ServerSocket listener = listen();
                ExampleProcess proxy = proxy(mode, listener.getLocalPort());
                Socket client = connect(proxy.port());
                Socket server = accept(listener)) {
            CompletableFuture<Void> sent = send(client, request, new AtomicLong());
            assertThat(server.getInputStream().readAllBytes()).isEqualTo(request);
            sent.join();
            // the client has ended, the server has not
            CompletableFuture<Void> answered = send(server, answer, new AtomicLong());
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(answer);
            answered.join();
            assertThat(proxy.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aServerMayEndFirst(TaskMode mode) throws Exception {
        try (ServerSocket listener = listen();
                ExampleProcess proxy = proxy(mode, listener.getLocalPort());
                Socket client = connect(proxy.port());
                Socket server = accept(listener)) {
            server.getOutputStream().write(7);
            server.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).containsExactly(7);
            client.getOutputStream().write(8);
            client.shutdownOutput();
            assertThat(server.getInputStream().readAllBytes()).containsExactly(8);
            assertThat(proxy.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aSlowReaderHoldsTheSenderBackAndGetsEverything(TaskMode mode) throws Exception {
        byte[] data = bytes(128 * 1024 * 1024, 3);
        try (ServerSocket listener = listen();
                ExampleProcess proxy = proxy(mode, listener.getLocalPort());
                Socket client = connect(proxy.port());
                Socket server = accept(listener)) {
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Void> sending = send(client, data, sent);
            // the kernel's buffers on the way hold some 20 MB at the most, the proxy less than 1 MB
            assertThat(settled(sent::get)).isBetween(1L, 40L * 1024 * 1024);
            assertThat(sending).isNotDone();
            assertThat(server.getInputStream().readAllBytes()).isEqualTo(data);
            sending.join();
            assertThat(proxy.errors()).isEmpty();
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Returns the value, once it has not changed for a second.
    private static long settled(LongSupplier value) throws InterruptedException {
        long last = -1;
        int same = 0;
        while (same < 20) {
            Thread.sleep(50); // the test needs a value that stays the same for a while
            long now = value.getAsLong();
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void aResetPassesToTheOtherSide(TaskMode mode) throws Exception {
        try (ServerSocket listener = listen();
                ExampleProcess proxy = proxy(mode, listener.getLocalPort());
                Socket client = connect(proxy.port());
                Socket server = accept(listener)) {
            client.getOutputStream().write(1);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            reset(client);
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> server.getInputStream().read())
                    .withMessage("Connection reset");
            assertThat(proxy.errors()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aTargetThatRefusesEndsTheClientAndIsSaid(TaskMode mode) throws Exception {
        ServerSocket nobody = listen();
        nobody.close();
        try (ExampleProcess proxy = proxy(mode, nobody.getLocalPort());
                Socket client = connect(proxy.port())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(proxy.errors().lines()).singleElement().asString().contains("refused");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void aTargetThatDoesNotAnswerIsGivenUpInTime(TaskMode mode) throws Exception {
        try (Silence silence = new Silence();
                ExampleProcess proxy = proxy(mode, silence.port(), "--connect-timeout", "200");
                Socket client = connect(proxy.port())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(proxy.errors().lines()).singleElement().asString().contains("timed out");
        }
    }
}
