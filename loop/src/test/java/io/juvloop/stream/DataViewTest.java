package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingProtocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The view that `dataReceived` receives, during the call and after it.
@LoopTest
class DataViewTest {
    private static final class Keeper extends RecordingProtocol {
        final List<ByteBuffer> views = new ArrayList<>();

        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            views.add(data);
            views.add(data.duplicate());
            views.add(data.slice());
        }
    }

    @Test
    @Tag("J2")
    void inDebugModeAKeptViewThrows(EventLoop loop) {
        loop.setDebug(true);
        try (Pair<Keeper, RecordingProtocol> pair = Pair.connect(loop, Keeper::new, RecordingProtocol::new)) {
            pair.clientTransport().write("gone soon".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("gone soon"));
            for (ByteBuffer view : pair.server().views) {
                assertThatThrownBy(() -> view.get(0))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed");
                assertThatThrownBy(() -> pair.serverTransport().write(view.position(0)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            pair.clientTransport().write("!".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("gone soon!"));
        }
    }

    @Test
    @Tag("J2")
    void aKeptViewNeverCrashesNotEvenOnceTheLoopIsClosed(EventLoop loop) {
        Pair<Keeper, RecordingProtocol> pair = Pair.connect(loop, Keeper::new, RecordingProtocol::new);
        try (pair) {
            pair.clientTransport().write("kept".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("kept"));
        }
        loop.close();
        for (ByteBuffer view : pair.server().views) {
            assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest(name = "debug {0}")
    @ValueSource(booleans = {false, true})
    void everyCallGetsAViewFromZeroBigEndianWhateverTheLastOneWasLeftLike(boolean debug, EventLoop loop) {
        List<ByteOrder> orders = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        class Untidy extends RecordingProtocol {
            @Override
            public void dataReceived(ByteBuffer data) {
                orders.add(data.order());
                positions.add(data.position());
                super.dataReceived(data);
                data.order(ByteOrder.LITTLE_ENDIAN).position(data.limit()).mark();
            }
        }
        loop.setDebug(debug);
        try (Pair<Untidy, RecordingProtocol> pair = Pair.connect(loop, Untidy::new, RecordingProtocol::new)) {
            for (int i = 1; i <= 3; i++) {
                int expected = i * 4;
                pair.clientTransport().write(new byte[4]);
                Await.until(loop, () -> pair.server().receivedCount() == expected);
            }
        }
        assertThat(orders).hasSize(3).containsOnly(ByteOrder.BIG_ENDIAN);
        assertThat(positions).containsOnly(0);
    }

    @ParameterizedTest(name = "debug {0}")
    @ValueSource(booleans = {false, true})
    void partsOfTheViewCanBeWrittenBackInAnyOrder(boolean debug, EventLoop loop) {
        final int half = 30_000;
        class Swapper extends RecordingProtocol {
            private final byte[] header = new byte[1];

            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                if (receivedCount() < 2 * half) {
                    return;
                }
                transport().write(header);
                transport().write(data.position(data.limit() - 5000));
                transport().write(data.position(0).limit(10));
            }
        }
        loop.setDebug(debug);
        try (Pair<Swapper, RecordingProtocol> pair = Pair.connect(loop, Swapper::new, RecordingProtocol::new)) {
            byte[] sent = new byte[2 * half];
            IntStream.range(0, sent.length).forEach(i -> sent[i] = (byte) (i >>> 8));
            pair.clientTransport().write(sent);
            Await.until(loop, () -> pair.client().receivedCount() == 1 + 5000 + 10);
            byte[] back = pair.client().received();
            assertThat(back[0]).isZero();
            assertThat(back[1]).isEqualTo((byte) ((2 * half - 5000) >>> 8));
            assertThat(back[5000]).isEqualTo((byte) ((2 * half - 1) >>> 8));
        }
    }
}
