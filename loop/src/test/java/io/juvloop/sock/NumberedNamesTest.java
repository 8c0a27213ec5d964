package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Addresses of sockets given by their descriptors: paths, and IPv4 in IPv6.
@TaskTest
@EnabledOnOs(OS.LINUX)
class NumberedNamesTest {
    private static final int AF_INET6 = 10;

    private final List<Integer> open = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        open.forEach(Libc.INSTANCE::close);
    }

    private int own(int fd) {
        Libc.nonBlocking(fd);
        open.add(fd);
        return fd;
    }

    private UnixDomainSocketAddress name(String file) {
        return UnixDomainSocketAddress.of(directory.resolve(file));
    }

    private static String text(ReceivedDatagram datagram) {
        return new String(datagram.data(), UTF_8);
    }

    @Test
    void datagramsOfUnixSocketsHaveTheirPaths(EventLoop loop) {
        int one = own(Libc.boundUnixDatagram(directory.resolve("one")));
        int two = own(Libc.boundUnixDatagram(directory.resolve("the-other-with-a-longer-name")));
        int unnamed = own(Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM, 0));
        InTask.run(loop, () -> {
            loop.sockSendTo(one, "hello".getBytes(UTF_8), name("the-other-with-a-longer-name"));
            ReceivedDatagram hello = loop.sockReceiveFrom(two, 100);
            assertThat(text(hello)).isEqualTo("hello");
            assertThat(hello.sender()).isEqualTo(name("one"));
            loop.sockSendTo(two, "back".getBytes(UTF_8), Objects.requireNonNull(hello.sender()));
            assertThat(loop.sockReceiveFrom(one, 100).sender()).isEqualTo(name("the-other-with-a-longer-name"));
            loop.sockSendTo(unnamed, "who".getBytes(UTF_8), name("one"));
            assertThat(loop.sockReceiveFrom(one, 100).sender()).isNull();
        });
    }

    @Test
    void namesOfTheAbstractNamespaceBeginWithAnAt(EventLoop loop) {
        String name = "juvloop-numbered-" + ProcessHandle.current().pid();
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of("@" + name);
        int server = own(Libc.boundAbstract("\0" + name));
        int datagrams = own(Libc.boundAbstractDatagram("\0" + name + "-datagrams"));
        Libc.INSTANCE.listen(server, 1);
        int client = own(Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_STREAM, 0));
        int sender = own(Libc.boundUnixDatagram(directory.resolve("sender")));
        InTask.run(loop, () -> {
            loop.sockConnect(client, address);
            own((int) loop.sockAccept(server));
            loop.sockSendTo(sender, "hello".getBytes(UTF_8), UnixDomainSocketAddress.of(address + "-datagrams"));
            assertThat(loop.sockReceiveFrom(datagrams, 100).sender()).isEqualTo(name("sender"));
            loop.sockSendTo(datagrams, "back".getBytes(UTF_8), name("sender"));
            assertThat(loop.sockReceiveFrom(sender, 100).sender()).hasToString(address + "-datagrams");
        });
    }

    @Test
    void aDatagramForAFullReceiverWaitsWithoutKeepingTheLoopBusy(EventLoop loop) {
        int receiver = own(Libc.boundUnixDatagram(directory.resolve("full")));
        int sender = own(Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM, 0));
        InTask.run(loop, () -> {
            Task<Void> filling = loop.createTask(() -> {
                while (true) {
                    loop.sockSendTo(sender, "more".getBytes(UTF_8), name("full"));
                }
            });
            long before = loop.stats().turns();
            Async.sleep(Duration.ofMillis(200));
            assertThat(loop.stats().turns() - before).isLessThan(2000);
            assertThat(text(loop.sockReceiveFrom(receiver, 100))).isEqualTo("more");
            filling.cancel();
            assertThatThrownBy(() -> Async.await(filling)).isInstanceOf(CancellationException.class);
        });
    }

    @Test
    void aUnixSocketConnectsToAPath(EventLoop loop) {
        int server = own(Libc.boundUnix(directory.resolve("server")));
        Libc.INSTANCE.listen(server, 1);
        int client = own(Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_STREAM, 0));
        InTask.run(loop, () -> {
            loop.sockConnect(client, name("server"));
            int accepted = own((int) loop.sockAccept(server));
            loop.sockSendAll(client, "hello".getBytes(UTF_8));
            assertThat(loop.sockReceive(accepted, 100)).isEqualTo("hello".getBytes(UTF_8));
        });
    }

    /// The system would take it for a name in the abstract namespace.
    @Test
    void anEmptyPathIsRefused(EventLoop loop) {
        int client = own(Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_STREAM, 0));
        InTask.run(loop, () -> {
            assertThatThrownBy(() -> loop.sockConnect(client, UnixDomainSocketAddress.of("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 107 bytes");
            assertThatThrownBy(() -> loop.sockConnect(client, UnixDomainSocketAddress.of("x".repeat(108))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not 108");
        });
    }

    @Test
    void anIpv6SocketTalksToIpv4(EventLoop loop) throws IOException {
        int six = own(Libc.INSTANCE.socket(AF_INET6, Libc.SOCK_DGRAM, 0));
        try (DatagramChannel peer = DatagramChannel.open()) {
            peer.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            InTask.run(loop, () -> {
                loop.sockSendTo(six, "hello".getBytes(UTF_8), peer.getLocalAddress());
                ByteBuffer received = ByteBuffer.allocate(100);
                peer.send(ByteBuffer.wrap("back".getBytes(UTF_8)), peer.receive(received));
                assertThat(received.position()).isEqualTo(5);
                ReceivedDatagram back = loop.sockReceiveFrom(six, 100);
                assertThat(text(back)).isEqualTo("back");
                assertThat(back.sender()).isEqualTo(peer.getLocalAddress());
            });
        }
    }
}
