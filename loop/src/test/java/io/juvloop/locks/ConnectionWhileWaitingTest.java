package io.juvloop.locks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.testing.FastOnly;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Operations of tasks on a connection while its protocol waits for a lock.
@TaskTest
@FastOnly
class ConnectionWhileWaitingTest {
    private final Events events = new Events();

    /// Waits when the first data arrives.
    private final class Waiting implements Protocol {
        private final Gate gate;
        private final Runnable before;
        private final Runnable after;
        private volatile @Nullable Transport transport;
        private boolean waited;

        Waiting(Gate gate, Consumer<Transport> before, Consumer<Transport> after) {
            this.gate = gate;
            this.before = () -> before.accept(transport());
            this.after = () -> after.accept(transport());
        }

        Transport transport() {
            return Objects.requireNonNull(transport);
        }

        @Override
        public void connectionMade(Transport made) {
            transport = made;
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            events.add("begins");
            if (!waited) {
                waited = true;
                before.run();
                gate.pass();
                after.run();
            }
            events.add("ends with " + US_ASCII.decode(data));
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            events.add("lost");
        }
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000, 1_000_000})
    void whatIsWrittenKeepsItsOrder(int size, EventLoop loop) throws IOException {
        byte[] a = "a".repeat(size).getBytes(US_ASCII);
        byte[] b = "b".repeat(size).getBytes(US_ASCII);
        byte[] c = "c".repeat(size).getBytes(US_ASCII);
        String received;
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            Waiting protocol = new Waiting(gate, transport -> transport.write(a), transport -> {
                transport.write(c);
                transport.close();
            });
            try (Listening listening = new Listening(there, () -> protocol);
                    Ticks ticks = Ticks.start(there);
                    Socket socket = listening.connect()) {
                send(socket, "go");
                gate.whileSomebodyWaits(() -> {
                    ticks.run(() -> protocol.transport().write(b));
                    ticks.some();
                });
                received = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            }
        }
        assertThat(received.length()).isEqualTo(3 * size);
        assertThat(received).isEqualTo("a".repeat(size) + "b".repeat(size) + "c".repeat(size));
    }

    @Test
    void whatATaskWritesElsewhereMeanwhileStaysApart(EventLoop loop) throws IOException {
        byte[] mine = "m".repeat(1000).getBytes(US_ASCII);
        byte[] other = "o".repeat(1000).getBytes(US_ASCII);
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            Waiting protocol = new Waiting(gate, transport -> transport.write(mine), transport -> {
                transport.write(mine);
                transport.close();
            });
            Waiting elsewhere = new Waiting(gate, _ -> {}, _ -> {});
            try (Listening listening = new Listening(there, () -> protocol);
                    Listening another = new Listening(there, () -> elsewhere);
                    Socket socket = listening.connect();
                    Socket second = another.connect();
                    Ticks ticks = Ticks.start(there)) {
                there.until("the other connection", () -> elsewhere.transport != null);
                send(socket, "go");
                gate.whileSomebodyWaits(() -> {
                    ticks.run(() -> {
                        elsewhere.transport().write(other);
                        elsewhere.transport().close();
                    });
                    ticks.some();
                });
                assertThat(socket.getInputStream().readAllBytes())
                        .hasSize(2 * mine.length)
                        .containsOnly('m');
                assertThat(second.getInputStream().readAllBytes())
                        .hasSize(other.length)
                        .containsOnly('o');
            }
        }
    }

    @Test
    void anAbortedOneIsLostAfterTheCallbackHasEnded(EventLoop loop) throws IOException {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            Waiting protocol = new Waiting(gate, _ -> {}, transport -> events.add("closing " + transport.isClosing()));
            try (Listening listening = new Listening(there, () -> protocol);
                    Ticks ticks = Ticks.start(there);
                    Socket socket = listening.connect()) {
                send(socket, "data");
                gate.whileSomebodyWaits(() -> {
                    send(socket, "more");
                    ticks.run(() -> protocol.transport().abort());
                    ticks.some();
                });
                there.until("the loss", () -> events.has("lost"));
            }
        }
        assertThat(events.all()).containsExactly("begins", "closing true", "ends with data", "lost");
    }

    @Test
    void aPausedOneIsGivenNoMore(EventLoop loop) throws IOException {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            Waiting protocol = new Waiting(gate, _ -> {}, _ -> {});
            try (Listening listening = new Listening(there, () -> protocol);
                    Ticks ticks = Ticks.start(there);
                    Socket socket = listening.connect()) {
                send(socket, "data");
                gate.whileSomebodyWaits(() -> {
                    ticks.run(() -> protocol.transport().pauseReading());
                    send(socket, "more");
                    ticks.some();
                });
                there.until("the end", () -> events.has("ends with data"));
                ticks.some();
                there.run(() -> events.add("resumes"));
                there.run(() -> protocol.transport().resumeReading());
                there.until("more", () -> events.has("ends with more"));
            }
        }
        assertThat(events.all()).startsWith("begins", "ends with data", "resumes", "begins", "ends with more");
    }

    @Test
    void anotherProtocolIsGivenTheRest(EventLoop loop) throws IOException {
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            Waiting protocol = new Waiting(gate, _ -> {}, _ -> {});
            Protocol next = data -> events.add("next has " + US_ASCII.decode(data));
            try (Listening listening = new Listening(there, () -> protocol);
                    Ticks ticks = Ticks.start(there);
                    Socket socket = listening.connect()) {
                send(socket, "data");
                gate.whileSomebodyWaits(() -> {
                    ticks.run(() -> protocol.transport().setProtocol(next));
                    send(socket, "more");
                    ticks.some();
                });
                there.until("more", () -> events.has("next has more"));
            }
        }
        assertThat(events.all()).containsExactly("begins", "ends with data", "next has more");
    }
}
