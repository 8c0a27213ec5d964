package io.juvloop.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.testing.LoopTest;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An echo whose server runs on juvloop's loop and whose client runs on a libuv loop driven by JNA: both ends
/// are libuv, through independent bindings.
@LoopTest
class JnaEchoTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65_536, 65_537, 5_000_000})
    void everyByteComesBack(int size, EventLoop loop) {
        Server server = serve(loop);
        byte[] message = randomBytes(size);
        assertThat(loop.runUntilComplete(echo(server, message))).isEqualTo(message);
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    @Test
    void clientsOfSeveralLoopsGetTheirOwnBytes(EventLoop loop) {
        Server server = serve(loop);
        var echoes = IntStream.range(0, 5)
                .mapToObj(i -> {
                    byte[] message = randomBytes(100_000 + i);
                    return echo(server, message)
                            .thenAccept(back -> assertThat(back).isEqualTo(message));
                })
                .toArray(CompletableFuture<?>[]::new);
        loop.runUntilComplete(CompletableFuture.allOf(echoes));
        assertThat(echoes).allMatch(CompletableFuture::isDone);
        server.close();
        loop.runUntilComplete(server.waitClosed());
    }

    private static Server serve(EventLoop loop) {
        return loop.runUntilComplete(loop.createServer(Echo::new, "127.0.0.1", 0));
    }

    private static CompletableFuture<byte[]> echo(Server server, byte[] message) {
        int port = server.port();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("JNA client")
                .start(() -> answer.completeAsync(() -> JnaEchoClient.echo(port, message), Runnable::run));
        return answer;
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static final class Echo implements Protocol {
        private @Nullable Transport transport;

        @Override
        public void connectionMade(Transport made) {
            transport = made;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            Objects.requireNonNull(transport).write(data);
        }
    }
}
