package io.juvloop.bindings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Datagrams through the native handle alone.
@Tag("polling")
class UvUdpTest {
    private final TestLoop loop = new TestLoop();
    private final List<String> received = new ArrayList<>();
    private final List<SocketAddress> senders = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private final class Receiver implements DatagramEvents {
        @Override
        public void onReceived(long data, int count, SocketAddress sender, boolean whole) {
            byte[] bytes = new byte[count];
            Memory.copyOut(data, bytes, 0, count);
            received.add(new String(bytes, US_ASCII) + (whole ? "" : "..."));
            senders.add(sender);
        }
    }

    private void send(UvUdp from, String text, InetSocketAddress to) {
        Chunk chunk = new ChunkPool(loop.uv()).acquire(1);
        byte[] bytes = text.getBytes(US_ASCII);
        chunk.put(bytes, 0, bytes.length);
        long name = new AddressCache(loop.uv()).name(to, false);
        assertThat(from.trySend(chunk.address(), bytes.length, name)).isEqualTo(bytes.length);
    }

    @Test
    void datagramsKeepTheirBoundariesAndEmptyOnesTravel() {
        UvUdp receiver = DatagramPair.receiver(loop.uv(), new Receiver());
        UvUdp sender = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        send(sender, "one", DatagramPair.name(receiver));
        send(sender, "", DatagramPair.name(receiver));
        send(sender, "three", DatagramPair.name(receiver));
        loop.runUntil(() -> received.size() == 3);
        assertThat(received).containsExactly("one", "", "three");
        assertThat(senders).allMatch(DatagramPair.name(sender)::equals);
        assertThat(senders.get(2)).isSameAs(senders.get(0));
    }

    @Test
    void aRequestTellsItsEndAndCanBeUsedAgain() {
        UvUdp receiver = DatagramPair.receiver(loop.uv(), new Receiver());
        List<Integer> statuses = new ArrayList<>();
        DatagramPair.queueOne(loop.uv(), receiver, new DatagramEvents() {
            @Override
            public void onSent(UdpSendRequest request, int status) {
                statuses.add(status);
                request.clear(new ChunkPool(loop.uv()));
            }
        });
        loop.runUntil(() -> received.size() == 1 && statuses.size() == 1);
        assertThat(statuses).containsExactly(0);
    }

    @Test
    void closingInsideTheCallbackEndsReceiving() {
        UvUdp[] receiver = new UvUdp[1];
        receiver[0] = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
            @Override
            public void onReceived(long data, int count, SocketAddress sender, boolean whole) {
                received.add("one");
                receiver[0].close();
            }
        });
        UvUdp sender = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        InetSocketAddress name = DatagramPair.name(receiver[0]);
        send(sender, "1", name);
        send(sender, "2", name);
        loop.runUntil(() -> receiver[0].state() == UvHandle.State.CLOSED);
        assertThat(received).containsExactly("one");
    }

    @Test
    void whatLibuvHadTakenStillComesAfterAStopAndNothingElse() {
        UvUdp[] receiver = new UvUdp[1];
        receiver[0] = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
            @Override
            public void onReceived(long data, int count, SocketAddress sender, boolean whole) {
                received.add("one");
                receiver[0].receiveStop();
            }
        });
        UvUdp sender = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        int sent = 2 * ReceiveMemory.PLACES_AT_ONCE + 1;
        for (int i = 0; i < sent; i++) {
            send(sender, "" + i, DatagramPair.name(receiver[0]));
        }
        loop.runUntil(() -> !received.isEmpty());
        int together = received.size();
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(received).hasSize(together);
        assertThat(together)
                .isIn(Platform.current().isLinux() ? ReceiveMemory.PLACES_AT_ONCE : 1, ReceiveMemory.PLACES_AT_ONCE);
        assertThat(receiver[0].receiveStart()).isZero();
        loop.runUntil(() -> received.size() == Math.min(2 * together, sent));
    }

    @Test
    void moreBusySocketsThanThereIsMemoryForAllHaveTheirTurnAndLoseNothing() {
        int sockets = 3 * ReceiveMemory.PLACES / ReceiveMemory.PLACES_AT_ONCE;
        int each = 40;
        List<List<String>> arrived = new ArrayList<>();
        UvUdp sender = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        for (int i = 0; i < sockets; i++) {
            List<String> texts = new ArrayList<>();
            arrived.add(texts);
            UvUdp receiver = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
                @Override
                public void onReceived(long data, int count, SocketAddress from, boolean whole) {
                    byte[] bytes = new byte[count];
                    Memory.copyOut(data, bytes, 0, count);
                    texts.add(new String(bytes, US_ASCII));
                }
            });
            for (int j = 0; j < each; j++) {
                send(sender, i + "." + j, DatagramPair.name(receiver));
            }
        }
        for (int turn = 0; turn < 5; turn++) {
            loop.uv().run(UvLoop.RUN_NOWAIT);
        }
        assertThat(arrived).noneMatch(List::isEmpty);
        loop.runUntil(() -> arrived.stream().allMatch(texts -> texts.size() == each));
        for (int i = 0; i < sockets; i++) {
            for (int j = 0; j < each; j++) {
                assertThat(arrived.get(i).get(j)).isEqualTo(i + "." + j);
            }
        }
    }

    @Test
    void aSocketThatReceivesOneByOneHasSeveralPlacesInOneRun() {
        assumeTrue(!Platform.current().isWindows());
        UvUdp maker = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        long copy = Descriptors.duplicate(maker.fileno());
        UvUdp adopted = new UvUdp(loop.uv(), new AddressCache(loop.uv()), new Receiver());
        adopted.open(copy);
        UvUdp sender = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        int sent = ReceiveMemory.PLACES_AT_ONCE + 2;
        for (int i = 0; i < sent; i++) {
            send(sender, "" + i, DatagramPair.name(adopted));
        }
        UvFailure.check("uv_udp_recv_start", adopted.receiveStart());
        loop.uv().run(UvLoop.RUN_NOWAIT);
        assertThat(received).hasSize(ReceiveMemory.PLACES_AT_ONCE);
        loop.runUntil(() -> received.size() == sent);
        assertThat(received).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void sendingIsRefusedOnceClosed() {
        UvUdp socket = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
        socket.close();
        assertThatThrownBy(() -> socket.trySend(1, 1, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(socket::receiveStart).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> socket.ttl(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDescriptorOfAnotherHandleOfTheLoopIsRefused() {
        UvUdp giver = DatagramPair.receiver(loop.uv(), new DatagramEvents() {});
        long number = giver.fileno();
        UvUdp taker = new UvUdp(loop.uv(), new AddressCache(loop.uv()), new DatagramEvents() {});
        assertThatThrownBy(() -> taker.open(number))
                .isInstanceOf(UvFailure.class)
                .hasMessageContaining("EEXIST");
        assertThat(loop.uv().adopter(number)).isEmpty();
        assertThat(giver.owns(number)).isTrue();
        assertThat(taker.owns(number)).isFalse();
    }
}
