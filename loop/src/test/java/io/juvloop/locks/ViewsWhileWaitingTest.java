package io.juvloop.locks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BufferedProtocol;
import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.StreamProtocol;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The data that a protocol receives stays unchanged while the protocol waits for a lock, whatever else
/// arrives.
@TaskTest
class ViewsWhileWaitingTest {
    private static final String FIRST = "a".repeat(5000);
    private static final String MORE = "b".repeat(5000);

    @ParameterizedTest(name = "debug {0}")
    @ValueSource(booleans = {false, true})
    void ofAStream(boolean debug, EventLoop loop) throws IOException {
        loop.setDebug(debug);
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            ViewReader looks = new ViewReader(gate);
            staysAsItIs(there, gate, looks, (Protocol) looks::take);
        }
    }

    @Test
    void ofABufferOfTheProtocolsOwn(EventLoop loop) throws IOException {
        MemorySegment memory = Arena.ofAuto().allocate(100_000);
        try (LoopElsewhere there = new LoopElsewhere(loop)) {
            Gate gate = new Gate(there);
            ViewReader looks = new ViewReader(gate);
            staysAsItIs(there, gate, looks, new BufferedProtocol() {
                @Override
                public MemorySegment getBuffer(long sizeHint) {
                    return memory;
                }

                @Override
                public void bufferUpdated(long count) {
                    looks.take(memory.asSlice(0, count).asByteBuffer());
                }
            });
        }
    }

    /// While the data of one connection is read, more arrives there and on another.
    private static void staysAsItIs(LoopElsewhere there, Gate gate, ViewReader looks, StreamProtocol first)
            throws IOException {
        AtomicReference<StreamProtocol> next = new AtomicReference<>(first);
        try (Ticks ticks = Ticks.start(there);
                Listening listening = new Listening(there, () -> next.getAndSet(CallbackProtocol.silent()));
                Socket one = listening.connect();
                Socket another = listening.connect()) {
            send(one, FIRST);
            gate.whileSomebodyWaits(() -> {
                send(one, MORE);
                send(another, MORE);
                ticks.some();
            });
            there.until("all data", () -> looks.length() == FIRST.length() + MORE.length());
        }
        assertThat(looks.text()).isEqualTo(FIRST + MORE);
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void ofADatagram(EventLoop loop) throws IOException {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there);
                DatagramSocket sender = new DatagramSocket()) {
            Gate gate = new Gate(there);
            ViewReader looks = new ViewReader(gate);
            DatagramProtocol protocol = (data, _) -> looks.take(data);
            DatagramOptions options = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
            DatagramEndpoint<DatagramProtocol> endpoint =
                    there.await(() -> loop.createDatagramEndpoint(() -> protocol, options));
            SocketAddress target =
                    there.call(() -> Objects.requireNonNull(endpoint.transport().localAddress()));
            send(sender, target, FIRST);
            gate.whileSomebodyWaits(() -> {
                send(sender, target, MORE);
                send(sender, target, MORE);
                ticks.some();
            });
            there.until("all datagrams", () -> looks.length() == FIRST.length() + 2 * MORE.length());
            there.run(() -> endpoint.transport().close());
            assertThat(looks.text()).isEqualTo(FIRST + MORE + MORE);
        }
    }

    private static void send(DatagramSocket sender, SocketAddress target, String text) {
        try {
            sender.send(new DatagramPacket(text.getBytes(US_ASCII), text.length(), target));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no cat")
    void ofWhatAChildWrites(EventLoop loop) {
        try (LoopElsewhere there = new LoopElsewhere(loop);
                Ticks ticks = Ticks.start(there)) {
            Gate gate = new Gate(there);
            ViewReader looks = new ViewReader(gate);
            SubprocessProtocol protocol = new SubprocessProtocol() {
                @Override
                public void pipeDataReceived(int fd, ByteBuffer data) {
                    looks.take(data);
                }
            };
            SubprocessConnection<SubprocessProtocol> child =
                    there.await(() -> loop.subprocessExec(() -> protocol, SubprocessOptions.PIPES, "cat"));
            there.post(() -> write(child.transport(), FIRST));
            gate.whileSomebodyWaits(() -> {
                if (there.isFast()) {
                    ticks.run(() -> write(child.transport(), MORE));
                }
                ticks.some();
            });
            String expected = there.isFast() ? FIRST + MORE : FIRST;
            there.until("what the child wrote", () -> looks.length() == expected.length());
            there.run(() -> child.transport().close());
            assertThat(looks.text()).isEqualTo(expected);
        }
    }

    private static void write(SubprocessTransport child, String text) {
        Objects.requireNonNull(child.pipeTransport(0)).write(text.getBytes(US_ASCII));
    }
}
