package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Datagrams offered to the kernel together: in one call, or one by one where libuv has no such call.
class UdpBatchTest {
    private static final int TOO_LARGE = 70_000;

    private final TestLoop loop = new TestLoop();
    private final List<Integer> received = new ArrayList<>();
    private final UdpBatch batch = new UdpBatch(loop.uv());
    private final long data = loop.uv().allocate(TOO_LARGE).address();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private final UvUdp receiver = DatagramPair.receiver(loop.uv(), new DatagramEvents() {
        @Override
        public void onReceived(long from, int count, java.net.SocketAddress sender, boolean whole) {
            received.add(count);
        }
    });
    private final UvUdp sender = DatagramPair.bound(loop.uv(), new DatagramEvents() {});
    private final long name = new AddressCache(loop.uv()).name(DatagramPair.name(receiver), false);

    private void add(int... lengths) {
        for (int length : lengths) {
            batch.add(data, length, name);
        }
    }

    @Test
    void asManyAsFitAreSentInTheirOrderAndTheBatchIsEmptyAgain() {
        for (int round = 0; round < 2; round++) {
            received.clear();
            while (!batch.isFull()) {
                add(received.size() + 7);
                received.add(0);
            }
            assertThat(received).hasSize(UdpBatch.CAPACITY);
            received.clear();
            assertThat(batch.isFull()).isTrue();
            assertThat(batch.trySend(sender)).isEqualTo(UdpBatch.CAPACITY);
            assertThat(batch.isFull()).isFalse();
            loop.runUntil(() -> received.size() == UdpBatch.CAPACITY);
            assertThat(received).isSorted().startsWith(7).endsWith(26).doesNotHaveDuplicates();
        }
    }

    @Test
    void oneAloneAndEmptyOnesAreSent() {
        add(5);
        assertThat(batch.trySend(sender)).isEqualTo(1);
        add(0, 3, 0);
        assertThat(batch.trySend(sender)).isEqualTo(3);
        loop.runUntil(() -> received.size() == 4);
        assertThat(received).containsExactly(5, 0, 3, 0);
    }

    @Test
    void theFirstThatIsRefusedEndsItAndOnlyThenTellsWhy() {
        add(1, 2, TOO_LARGE, 3);
        assertThat(batch.trySend(sender)).isEqualTo(2);
        add(TOO_LARGE, 3);
        assertThat(batch.trySend(sender)).isEqualTo(UvErrors.code("EMSGSIZE"));
        add(3);
        assertThat(batch.trySend(sender)).isEqualTo(1);
        loop.runUntil(() -> received.size() == 3);
        assertThat(received).containsExactly(1, 2, 3);
    }
}
