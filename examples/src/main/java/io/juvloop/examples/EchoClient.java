package io.juvloop.examples;

import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Sends messages one after the other and compares every byte that comes back.
///
/// Loop thread only; one for each connection.
final class EchoClient implements Protocol {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Latencies latencies;
    private final byte[] message;
    private @Nullable Transport transport;
    private long sentAt;
    private int received;
    private boolean stopping;

    EchoClient(Latencies latencies, int size, long seed) {
        this.latencies = latencies;
        this.message = new byte[size];
        new Random(seed).nextBytes(message);
    }

    @Override
    public void connectionMade(Transport made) {
        transport = made;
    }

    /// Completed when the connection has ended as it should, or exceptionally with the failure.
    CompletableFuture<Void> done() {
        return done;
    }

    void begin() {
        send();
    }

    /// Ends after the message that is under way.
    void stop() {
        stopping = true;
    }

    private void send() {
        received = 0;
        message[0]++;
        sentAt = System.nanoTime();
        transport().write(message);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        while (data.hasRemaining()) {
            if (received == message.length || data.get() != message[received++]) {
                throw new IllegalStateException("byte " + received + " of the answer is not what was sent");
            }
        }
        if (received == message.length) {
            latencies.add(System.nanoTime() - sentAt);
            if (stopping) {
                transport().close();
            } else {
                send();
            }
        }
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        if (cause != null) {
            done.completeExceptionally(cause);
        } else if (stopping) {
            done.complete(null);
        } else {
            done.completeExceptionally(new IllegalStateException("the server closed the connection"));
        }
    }

    private Transport transport() {
        Transport made = transport;
        if (made == null) {
            throw new IllegalStateException("not connected");
        }
        return made;
    }
}
