package io.juvloop.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Server;
import io.juvloop.ServerOptions;
import io.juvloop.bindings.UnixAddresses;
import io.juvloop.datagram.DatagramEndpoint;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.datagram.DatagramTransport;
import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.net.peer.Echo;
import io.juvloop.net.peer.Libc;
import io.juvloop.net.peer.Serving;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An operation with a name that must work with a name that is not valid text: checked in the JVM of the tests,
/// and in one whose encoding is ASCII.
enum ByteNameCase {
    SERVER {
        @Override
        void check(EventLoop loop, Path folder) throws IOException {
            Path path = ByteNames.file(folder, ByteNames.BYTES);
            Server server = loop.runUntilComplete(loop.createUnixServer(Echo::new, path, ServerOptions.DEFAULT));
            assertThat(ByteNames.filesIn(folder)).containsExactly(path);
            RecordingProtocol client = loop.runUntilComplete(
                            loop.createUnixConnection(RecordingProtocol::new, path, ConnectOptions.DEFAULT))
                    .protocol();
            assertThat(client.transport().extraInfo(ExtraInfo.PEERNAME)).isEqualTo(UnixDomainSocketAddress.of(path));
            assertThat(server.address()).isEqualTo(UnixDomainSocketAddress.of(path));
            client.transport().write("hello".getBytes(UTF_8));
            Await.until(loop, () -> client.receivedText().equals("hello"));
            client.transport().close();
            server.close();
            loop.runUntilComplete(server.waitClosed());
            assertThat(ByteNames.filesIn(folder)).isEmpty();
        }
    },

    CLIENT {
        @Override
        void check(EventLoop loop, Path folder) {
            byte[] ours = ByteNames.bytes(folder, "73");
            for (byte[] name : List.of(
                    ByteNames.bytes(folder, ByteNames.BYTES),
                    ByteNames.abstractName("c3bcff00412f2f622f5c3037300000"))) {
                try (Serving<RecordingProtocol> serving =
                        Serving.unix(loop, RecordingProtocol::new, folder.resolve("s"))) {
                    int client = ByteNames.bound(Libc.SOCK_STREAM, name);
                    ByteNames.connect(client, ours);
                    ByteNames.send(client, "hello");
                    RecordingProtocol served = serving.protocol(0);
                    Await.until(loop, () -> served.receivedText().equals("hello"));
                    SocketAddress peer =
                            Objects.requireNonNull(served.transport().extraInfo(ExtraInfo.PEERNAME));
                    assertThat(UnixAddresses.nameOf((UnixDomainSocketAddress) peer))
                            .isEqualTo(name);
                    Libc.INSTANCE.close(client);
                }
            }
        }
    },

    DATAGRAM {
        @Override
        void check(EventLoop loop, Path folder) {
            Answering server = Answering.open(loop, ByteNames.file(folder, "fd"));
            for (byte[] name : List.of(
                    ByteNames.bytes(folder, ByteNames.BYTES), ByteNames.abstractName("c3bcff00412f2f622f5c303730"))) {
                int client = ByteNames.bound(Libc.SOCK_DGRAM, name);
                ByteNames.connect(client, ByteNames.bytes(folder, "fd"));
                ByteNames.send(client, "hello");
                int before = server.senders.size();
                Await.until(loop, () -> server.senders.size() > before);
                assertThat(UnixAddresses.nameOf((UnixDomainSocketAddress) server.senders.getLast()))
                        .isEqualTo(name);
                assertThat(ByteNames.received(client)).isEqualTo("hello");
                Libc.INSTANCE.close(client);
            }
            Objects.requireNonNull(server.transport).close();
            Await.until(loop, () -> server.lost);
        }
    },

    NUMBERED_SOCKET {
        @Override
        void check(EventLoop loop, Path folder) {
            byte[] theirs = ByteNames.abstractName("ff2f00");
            int client = ByteNames.bound(Libc.SOCK_DGRAM, theirs);
            int server = ByteNames.bound(Libc.SOCK_DGRAM, ByteNames.bytes(folder, ByteNames.BYTES));
            Libc.nonBlocking(server);
            ByteNames.connect(client, ByteNames.bytes(folder, ByteNames.BYTES));
            ByteNames.send(client, "hello");
            InTask.run(loop, () -> {
                ReceivedDatagram received = loop.sockReceiveFrom(server, 100);
                loop.sockSendTo(server, ByteBuffer.wrap("back".getBytes(UTF_8)), received.sender());
            });
            assertThat(ByteNames.received(client)).isEqualTo("back");
            Libc.INSTANCE.close(client);
            Libc.INSTANCE.close(server);
        }
    },

    REDIRECT {
        @Override
        void check(EventLoop loop, Path folder) throws IOException {
            Path in = Files.writeString(ByteNames.file(folder, "fe"), "what was in it\n");
            Path out = ByteNames.file(folder, "fd");
            Path errors = Files.writeString(ByteNames.file(folder, "fc"), "before\n");
            SubprocessOptions options = SubprocessOptions.INHERIT
                    .withStdin(Redirect.from(in))
                    .withStdout(Redirect.to(out))
                    .withStderr(Redirect.append(errors));
            runs(loop, options, "cat; echo behind >&2");
            assertThat(ByteNames.filesIn(folder)).containsExactlyInAnyOrder(in, out, errors);
            assertThat(out).hasContent("what was in it\n");
            assertThat(errors).hasContent("before\nbehind\n");
        }
    },

    WORKING_FOLDER {
        @Override
        void check(EventLoop loop, Path folder) throws IOException {
            Path directory = Files.createDirectory(ByteNames.file(folder, ByteNames.BYTES));
            Files.writeString(directory.resolve("here"), "");
            for (Map<String, String> environment : List.of(System.getenv(), new HashMap<String, String>())) {
                SubprocessOptions options =
                        SubprocessOptions.INHERIT.withDirectory(directory).withEnvironment(environment);
                runs(loop, options, "test -e here");
            }
        }
    };

    abstract void check(EventLoop loop, Path folder) throws IOException;

    private static void runs(EventLoop loop, SubprocessOptions options, String command) {
        int returned = InTask.call(loop, () -> {
            try (Subprocess child = Subprocess.shell(options, command)) {
                return child.waitFor();
            }
        });
        assertThat(returned).isZero();
    }

    /// Answers each datagram with the same bytes.
    private static final class Answering implements DatagramProtocol {
        private final List<SocketAddress> senders = new ArrayList<>();
        private @Nullable DatagramTransport transport;
        private boolean lost;

        static Answering open(EventLoop loop, Path path) {
            DatagramOptions options = DatagramOptions.DEFAULT.withLocalAddress(UnixDomainSocketAddress.of(path));
            DatagramEndpoint<Answering> made =
                    loop.runUntilComplete(loop.createDatagramEndpoint(Answering::new, options));
            return made.protocol();
        }

        @Override
        public void connectionMade(DatagramTransport made) {
            transport = made;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            senders.add(sender);
            Objects.requireNonNull(transport).sendTo(data, sender);
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            lost = true;
        }
    }
}
