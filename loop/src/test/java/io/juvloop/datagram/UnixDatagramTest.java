package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.TransportSocket;
import io.juvloop.net.peer.Blocking;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Payload;
import io.juvloop.net.peer.Program;
import io.juvloop.phases.LoopHook;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The special cases of Unix datagram sockets: names in the abstract namespace, receivers that are full, and
/// sizes.
@LoopTest
@EnabledOnOs(OS.LINUX)
class UnixDatagramTest {
    private static final DatagramOptions UNIX = DatagramOptions.DEFAULT.withFamily(StandardProtocolFamily.UNIX);

    private static SocketAddress abstractName(String end) {
        return UnixDomainSocketAddress.of("@juvloop-" + ProcessHandle.current().pid() + "-" + end);
    }

    private static Datagrams named(EventLoop loop, SocketAddress name) {
        return Udp.open(loop, Datagrams::new, UNIX.withLocalAddress(name));
    }

    @Test
    void abstractNamesAreBoundSentToAndAnswered(EventLoop loop) {
        SocketAddress serverName = abstractName("server");
        SocketAddress clientName = abstractName("client");
        Datagrams server = named(loop, serverName);
        Datagrams client = named(loop, clientName);
        client.send("hello", serverName);
        Await.until(loop, () -> server.received().size() == 1);
        assertThat(server.name()).isEqualTo(serverName);
        assertThat(server.senders()).containsExactly(clientName);
        server.send("back", server.senders().getFirst());
        Await.until(loop, () -> client.texts().contains("back"));
        Datagrams connected = Udp.open(loop, Datagrams::new, UNIX.withRemoteAddress(serverName));
        connected.send("connected", null);
        Await.until(loop, () -> server.texts().contains("connected"));
        assertThatThrownBy(() -> named(loop, serverName)).hasCauseInstanceOf(BindException.class);
        Udp.close(loop, server, connected);
        client.send("nobody", serverName);
        assertThat(client.errors()).hasSize(1).first().isInstanceOf(ConnectException.class);
        Udp.close(loop, client);
    }

    @Test
    void pythonIsReachedAndAnswersByAbstractNames(EventLoop loop) throws IOException {
        SocketAddress theirs = abstractName("python");
        SocketAddress ours = abstractName("ours");
        try (Program python = Program.python("""
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                s.bind(sys.argv[1].replace("@", "\\0"))
                print("bound", flush=True)
                data, sender = s.recvfrom(100)
                s.sendto(data + sender.replace(b"\\0", b"@"), sender)
                """, theirs)) {
            assertThat(python.line()).isEqualTo("bound");
            Datagrams endpoint = named(loop, ours);
            endpoint.send("I am ", theirs);
            Await.until(loop, () -> endpoint.received().size() == 1);
            assertThat(endpoint.texts()).containsExactly("I am " + ours);
            assertThat(endpoint.senders()).containsExactly(theirs);
            Udp.close(loop, endpoint);
        }
    }

    @Test
    void datagramsForAFullReceiverWaitWithoutKeepingTheLoopBusy(EventLoop loop, @TempDir Path folder) {
        SocketAddress name = UnixDomainSocketAddress.of(folder.resolve("full"));
        Datagrams receiver = named(loop, name);
        receiver.transport().pauseReading();
        Datagrams sender = Udp.open(loop, Datagrams::new, UNIX);
        int sent = 0;
        while (sender.transport().writeBufferSize() < 2000) {
            sender.send("" + sent++, name);
        }
        AtomicInteger rounds = new AtomicInteger();
        LoopHook hook = loop.phases().onPrepare(rounds::incrementAndGet);
        loop.runUntilComplete(loop.createTask(() -> Async.sleep(Duration.ofMillis(200))));
        hook.cancel();
        assertThat(rounds).hasValueLessThan(2000);
        sender.transport().close();
        receiver.transport().resumeReading();
        int all = sent;
        Await.until(loop, sender::isLost);
        Await.until(loop, () -> receiver.received().size() == all);
        assertThat(receiver.texts().getLast()).isEqualTo("" + (all - 1));
        Udp.close(loop, receiver);
    }

    private static Datagrams withLargeBuffer(EventLoop loop, int descriptor) throws IOException {
        Datagrams sender = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(descriptor));
        TransportSocket socket = Objects.requireNonNull(sender.transport().extraInfo(ExtraInfo.SOCKET));
        socket.setSendBufferSize(400_000);
        assumeTrue(socket.sendBufferSize() > 310_000, "the system allows no such buffer");
        return sender;
    }

    @Test
    void aDatagramMayBeAsLargeAsTheSendBuffer(EventLoop loop) throws IOException {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_DGRAM, 0, pair);
        Datagrams sender = withLargeBuffer(loop, pair[0]);
        byte[] large = Payload.of(300_000, 8);
        sender.transport().sendTo(large, null);
        byte[] received = new byte[400_000];
        assertThat(Libc.INSTANCE.read(pair[1], received, received.length)).isEqualTo(large.length);
        assertThat(Arrays.copyOf(received, large.length)).isEqualTo(large);
        Datagrams receiver = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withSocket(pair[1]));
        sender.transport().sendTo(ByteBuffer.wrap(large), null);
        sender.transport().sendTo(MemorySegment.ofArray(new byte[1_000_000]), null);
        sender.send("small", null);
        assertThat(sender.errors()).hasSize(1).first().asString().contains("EMSGSIZE");
        Await.until(loop, () -> receiver.received().size() == 2);
        assertThat(receiver.received().getFirst()).isEqualTo(large);
        assertThat(receiver.texts().getLast()).isEqualTo("small");
        Udp.close(loop, sender, receiver);
    }

    @Test
    void largeDatagramsWaitToo(EventLoop loop) throws IOException {
        int[] pair = new int[2];
        Libc.INSTANCE.socketpair(Libc.AF_UNIX, Libc.SOCK_DGRAM, 0, pair);
        Datagrams sender = withLargeBuffer(loop, pair[0]);
        int sent = 0;
        while (sender.transport().writeBufferSize() < 1_000_000) {
            sender.transport().sendTo(Payload.of(300_000, sent++), null);
        }
        sender.transport().close();
        for (int i = 0; i < sent; i++) {
            byte[] received = new byte[300_000];
            CompletableFuture<Long> reading =
                    Blocking.call(() -> Libc.INSTANCE.read(pair[1], received, received.length));
            assertThat(loop.runUntilComplete(reading)).isEqualTo(300_000);
            assertThat(received).isEqualTo(Payload.of(300_000, i));
        }
        Await.until(loop, sender::isLost);
        Libc.INSTANCE.close(pair[1]);
    }
}
