package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// TCP streams: their addresses, their bytes, and the ways in which they end.
@Tag("polling")
class UvTcpTest {
    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void addressInUseShowsWhenBinding() {
        InetSocketAddress taken = Conversation.listener(loop.uv(), new StreamEvents() {})
                .localName()
                .orElseThrow();
        UvTcp second = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(UvErrors.name(second.bind(taken, 0))).isEqualTo("EADDRINUSE");
    }

    @Test
    void bothEndsKnowBothNames() {
        Conversation conversation = connected(new ReadEvents());
        UvTcp near = conversation.near();
        UvTcp far = conversation.far();
        assertThat(near.localName()).isPresent().isEqualTo(far.peerName());
        assertThat(near.peerName()).isPresent().isEqualTo(far.localName());
        assertThat(UvTcp.unpack(near.packedLocalName()))
                .isEqualTo(near.localName().orElseThrow());
        assertThat(UvTcp.unpack(near.packedPeerName()))
                .isEqualTo(near.peerName().orElseThrow());
    }

    @Test
    void unconnectedStreamHasNoNames() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(tcp.localName()).isEmpty();
        assertThat(tcp.peerName()).isEmpty();
        assertThat(tcp.packedLocalName()).isZero();
        assertThat(tcp.packedPeerName()).isZero();
    }

    @Test
    void refusedConnectEndsWithAnError() {
        UvTcp listener = Conversation.listener(loop.uv(), new StreamEvents() {});
        InetSocketAddress nobody = listener.localName().orElseThrow();
        listener.close();
        loop.runToTheEnd();
        List<String> ends = new ArrayList<>();
        UvTcp client = new UvTcp(loop.uv(), new StreamEvents() {
            @Override
            public void onConnected(int status) {
                ends.add(UvErrors.name(status));
            }
        });
        UvFailure.check("uv_tcp_connect", client.connect(nobody));
        loop.runUntil(() -> !ends.isEmpty());
        assertThat(ends).containsExactly("ECONNREFUSED");
    }

    @Test
    void connectThatIsClosedMeanwhileIsCancelled() {
        List<String> ends = new ArrayList<>();
        UvTcp client = new UvTcp(loop.uv(), new StreamEvents() {
            @Override
            public void onConnected(int status) {
                ends.add(UvErrors.name(status));
            }
        });
        UvFailure.check(
                "uv_tcp_connect",
                client.connect(Conversation.listener(loop.uv(), new StreamEvents() {})
                        .localName()
                        .orElseThrow()));
        client.close();
        loop.runUntil(() -> client.state() == UvHandle.State.CLOSED);
        assertThat(ends).containsExactly("ECANCELED");
    }

    @Test
    void endOfTheStreamComesAfterItsBytes() {
        List<Integer> results = new ArrayList<>();
        Conversation conversation = connected(new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                results.add(result);
            }
        });
        conversation.far().close();
        loop.runUntil(() -> results.size() == 2);
        assertThat(results).containsExactly(1, UvErrors.EOF);
    }

    @Test
    void resetIsSeenAtOnceByTheOtherEndIfOnlyAsTheErrorBehindAnEnd() {
        List<String> results = new ArrayList<>();
        UvTcp[] near = new UvTcp[1];
        Conversation conversation = connected(new ReadEvents() {
            @Override
            void onResult(byte[] bytes, int result) {
                if (result < 0) {
                    results.add(UvErrors.name(result == UvErrors.EOF ? near[0].pendingError() : result));
                }
            }
        });
        near[0] = conversation.near();
        conversation.far().closeReset();
        loop.runUntil(() -> !results.isEmpty());
        assertThat(results).containsExactly("ECONNRESET");
        assertThat(conversation.far().state()).isEqualTo(UvHandle.State.CLOSED);
    }

    @Test
    void resetOfAStreamWithoutASocketIsAnOrdinaryClose() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        tcp.closeReset();
        assertThat(tcp.state()).isEqualTo(UvHandle.State.CLOSING);
        loop.runToTheEnd();
        assertThat(tcp.state()).isEqualTo(UvHandle.State.CLOSED);
    }

    @Test
    void shutdownReachesTheListenerOfThatTime() {
        List<String> told = new ArrayList<>();
        UvTcp near = connected(new ReadEvents() {
                    @Override
                    public void onShutdown(int status) {
                        told.add("the first");
                    }
                })
                .near();
        UvFailure.check("uv_shutdown", near.shutdown());
        near.events(new StreamEvents() {
            @Override
            public void onShutdown(int status) {
                told.add("the second, " + status);
            }
        });
        loop.runUntil(() -> !told.isEmpty());
        assertThat(told).containsExactly("the second, 0");
    }

    @Test
    void segmentOfAClosedArenaIsNotWritten() {
        UvTcp near = connected(new ReadEvents()).near();
        MemorySegment freed;
        try (Arena arena = Arena.ofConfined()) {
            freed = arena.allocate(16);
        }
        assertThatThrownBy(() -> near.tryWrite(freed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void segmentConfinedToAnotherThreadIsNotWritten() throws InterruptedException {
        UvTcp near = connected(new ReadEvents()).near();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ours = arena.allocate(16);
            Throwable[] refusal = new Throwable[1];
            Thread other = Thread.ofPlatform().start(() -> refusal[0] = catchThrowable(() -> near.tryWrite(ours)));
            other.join();
            assertThat(refusal[0]).isInstanceOf(WrongThreadException.class);
        }
    }

    @Test
    void kernelBuffersCanBeAskedForAndSet() {
        UvTcp near = connected(new ReadEvents()).near();
        assertThat(near.sendBufferSize(0)).isPositive();
        near.receiveBufferSize(64 * 1024);
        assertThat(near.receiveBufferSize(0)).isGreaterThanOrEqualTo(64 * 1024);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void descriptorThatIsNoSocketIsNotAdopted() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThatThrownBy(() -> tcp.open(123_456))
                .isInstanceOf(UvFailure.class)
                .hasMessageStartingWith("uv_tcp_open");
        assertThat(tcp.isOpen()).isTrue();
    }

    @Test
    void ipv6OnlyListenerLeavesThePortToIpv4() {
        UvTcp six = new UvTcp(loop.uv(), new StreamEvents() {}, true);
        UvFailure.check("bind", six.bind(new InetSocketAddress(InetAddress.ofLiteral("::"), 0), UvTcp.IPV6_ONLY));
        UvFailure.check("listen", six.listen(1));
        int port = six.localName().orElseThrow().getPort();
        UvTcp four = new UvTcp(loop.uv(), new StreamEvents() {}, false);
        UvFailure.check("bind", four.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), port), 0));
        UvFailure.check("listen", four.listen(1));
        assertThat(four.localName().orElseThrow().getPort()).isEqualTo(port);
    }

    private Conversation connected(StreamEvents events) {
        boolean[] done = new boolean[1];
        Conversation conversation = new Conversation(loop.uv(), events).whenConnected(stream -> done[0] = true);
        loop.runUntil(() -> done[0] && conversation.far().peerName().isPresent());
        return conversation;
    }
}
