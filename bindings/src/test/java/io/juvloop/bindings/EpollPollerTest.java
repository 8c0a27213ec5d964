package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// More descriptors are ready than one wait returns.
@EnabledOnOs(OS.LINUX)
class EpollPollerTest {
    private static final int CAPACITY = 4;

    @Test
    void everyOneHasItsTurn() {
        try (SocketPair pair = new SocketPair();
                SystemPoller poller = EpollPoller.open(CAPACITY)) {
            int[] copies = IntStream.range(0, 2 * CAPACITY + 1)
                    .map(i -> (int) Descriptors.duplicate(pair.near()))
                    .toArray();
            for (int copy : copies) {
                assertThat(poller.set(copy, 0, SystemPoller.WRITABLE, copy)).isZero();
            }
            Set<Long> seen = new HashSet<>();
            for (int round = 0; round < 3; round++) {
                int count = poller.await(0);
                assertThat(count).isEqualTo(CAPACITY);
                IntStream.range(0, count).forEach(event -> seen.add(poller.word(event)));
            }
            assertThat(seen).hasSize(copies.length);
            for (int copy : copies) {
                assertThat(poller.set(copy, SystemPoller.WRITABLE, 0, copy)).isZero();
                Descriptors.close(copy);
            }
            assertThat(poller.isEmpty()).isTrue();
        }
    }
}
