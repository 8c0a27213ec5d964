package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Several datagrams in one call.
@LoopTest
class SendAllTest {
    /// More than are sent together.
    private static final int MANY = 105;

    private static final ByteBuffer TOO_LARGE = ByteBuffer.allocate(70_000);

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "" + i).toList();
    }

    private static List<ByteBuffer> buffers(List<String> texts) {
        return texts.stream()
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void eachArrivesOnceAndInOrder(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        List<ByteBuffer> data = buffers(numbers(MANY));
        sender.transport().sendAll(data, receiver.name());
        assertThat(data).noneMatch(ByteBuffer::hasRemaining);
        assertThat(sender.transport().writeBufferSize()).isZero();
        Await.until(loop, () -> receiver.received().size() == MANY);
        assertThat(receiver.texts()).isEqualTo(numbers(MANY));
        assertThat(receiver.senders()).containsOnly(sender.name());
        Udp.close(loop, sender, receiver);
        assertThat(receiver.received()).hasSize(MANY);
    }

    @Test
    void emptyOnesTravelAndNoneIsNothing(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.connected(loop, receiver.name());
        sender.transport().sendAll(List.of(), null);
        sender.transport().sendAll(buffers(List.of("", "one", "")), null);
        sender.transport().sendAll(buffers(List.of("alone")), receiver.name());
        Await.until(loop, () -> receiver.received().size() == 4);
        assertThat(receiver.texts()).containsExactly("", "one", "", "alone");
        Udp.close(loop, sender, receiver);
    }

    @Test
    void oneThatIsRefusedIsToldAndTheOthersGo(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        List<ByteBuffer> data = new ArrayList<>(buffers(numbers(MANY)));
        for (int place : List.of(MANY, 20, 19, 1, 0)) {
            data.add(place, TOO_LARGE.duplicate());
        }
        data.add(50, ByteBuffer.allocate(300_000));
        sender.transport().sendAll(data, receiver.name());
        assertThat(sender.errors())
                .hasSize(6)
                .allMatch(error -> error.getMessage().contains("EMSGSIZE"));
        Await.until(loop, () -> receiver.received().size() == MANY);
        assertThat(receiver.texts()).isEqualTo(numbers(MANY));
        Udp.close(loop, sender, receiver);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatTheKernelDoesNotTakeWaitsInOrder(EventLoop loop, @TempDir Path folder) {
        SocketAddress name = UnixDomainSocketAddress.of(folder.resolve("receiver"));
        Datagrams receiver = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress(name));
        receiver.transport().pauseReading();
        Datagrams sender = Udp.connected(loop, name);
        int count = 20_000;
        sender.transport().sendAll(buffers(numbers(count)), null);
        assertThat(sender.transport().writeBufferSize())
                .isGreaterThan(sender.transport().writeBufferLimits().high());
        sender.transport().sendAll(buffers(List.of("last")), null);
        assertThat(sender.events()).containsExactly("made", "pause");
        receiver.transport().resumeReading();
        Await.until(loop, () -> receiver.received().size() == count + 1);
        List<String> expected = new ArrayList<>(numbers(count));
        expected.add("last");
        assertThat(receiver.texts()).isEqualTo(expected);
        Await.until(loop, () -> sender.transport().writeBufferSize() == 0);
        assertThat(sender.events()).containsExactly("made", "pause", "resume");
        Udp.close(loop, sender, receiver);
    }

    @Test
    void closingWhenOneIsRefusedSendsTheOthersAndEnds(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender =
                Udp.open(loop, () -> onError(failed -> failed.transport().close()), Udp.LOCAL);
        List<ByteBuffer> data = new ArrayList<>(buffers(numbers(MANY)));
        data.add(30, TOO_LARGE.duplicate());
        sender.transport().sendAll(data, receiver.name());
        Await.until(loop, "connectionLost", sender::isLost);
        assertThat(sender.events()).containsExactly("made", "error", "lost");
        assertThat(sender.lossCause()).isNull();
        Await.until(loop, () -> receiver.received().size() == MANY);
        assertThat(receiver.texts()).isEqualTo(numbers(MANY));
        Udp.close(loop, receiver);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsSentElsewhereWhenOneIsRefusedTakesNoneOfTheOthersAlong(EventLoop loop, @TempDir Path folder) {
        Datagrams receiver = unix(loop, folder.resolve("receiver"));
        Datagrams other = unix(loop, folder.resolve("other"));
        Datagrams sender = Udp.open(
                loop,
                () -> onError(failed -> failed.send("refused", other.name())),
                DatagramOptions.DEFAULT.withLocalAddress(UnixDomainSocketAddress.of(folder.resolve("sender"))));
        List<ByteBuffer> data = new ArrayList<>(buffers(numbers(5)));
        data.add(2, ByteBuffer.allocate(10_000_000));
        sender.transport().sendAll(data, receiver.name());
        Await.until(loop, () -> receiver.received().size() == 5);
        assertThat(receiver.texts()).isEqualTo(numbers(5));
        Await.until(loop, () -> !other.received().isEmpty());
        assertThat(other.texts()).containsExactly("refused");
        Udp.close(loop, sender, receiver, other);
    }

    /// An endpoint that does something when one of its datagrams is refused.
    private static Datagrams onError(Consumer<Datagrams> action) {
        return new Datagrams() {
            @Override
            public void errorReceived(IOException error) {
                super.errorReceived(error);
                action.accept(this);
            }
        };
    }

    private static Datagrams unix(EventLoop loop, Path path) {
        SocketAddress name = UnixDomainSocketAddress.of(path);
        return Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress(name));
    }

    @Test
    void abortingWhenOneIsRefusedDropsTheOthers(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender =
                Udp.open(loop, () -> onError(failed -> failed.transport().abort()), Udp.LOCAL);
        List<ByteBuffer> data = new ArrayList<>(buffers(numbers(MANY)));
        data.add(20, TOO_LARGE.duplicate());
        data.add(20, ByteBuffer.allocate(300_000));
        sender.transport().sendAll(data, receiver.name());
        Await.until(loop, "connectionLost", sender::isLost);
        assertThat(sender.events()).containsExactly("made", "error", "lost");
        Udp.close(loop, receiver);
        assertThat(receiver.received()).hasSizeLessThan(MANY);
    }

    @Test
    void anAnswerInPartsMayComeFromWhatWasReceived(EventLoop loop) {
        for (boolean debug : List.of(false, true)) {
            loop.setDebug(debug);
            Datagrams answering = Udp.open(
                    loop,
                    () -> new Datagrams() {
                        @Override
                        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                            transport().sendAll(List.of(data.slice(0, 2), data.slice(2, 3), data), sender);
                        }
                    },
                    Udp.LOCAL);
            Datagrams asking = Udp.bound(loop);
            asking.send("hello", answering.name());
            Await.until(loop, () -> asking.received().size() == 3);
            assertThat(asking.texts()).containsExactly("he", "llo", "hello");
            Udp.close(loop, asking, answering);
        }
    }

    @Test
    void noneIsSentIfOneCannotBe(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        ByteBuffer good = ByteBuffer.wrap(new byte[3]);
        ByteBuffer gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(3).asByteBuffer();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sender.transport().sendAll(List.of(good, gone), receiver.name()));
        assertThatIllegalArgumentException().isThrownBy(() -> sender.transport().sendAll(List.of(good), null));
        assertThatNullPointerException()
                .isThrownBy(() -> sender.transport().sendAll(Collections.singletonList(null), receiver.name()));
        assertThat(good.remaining()).isEqualTo(3);
        sender.send("only", receiver.name());
        Await.until(loop, () -> !receiver.received().isEmpty());
        assertThat(receiver.texts()).containsExactly("only");
        Udp.close(loop, sender, receiver);
    }

    @Test
    void afterCloseAllAreDropped(EventLoop loop) {
        Datagrams receiver = Udp.bound(loop);
        Datagrams sender = Udp.bound(loop);
        Udp.close(loop, sender);
        List<ByteBuffer> data = buffers(numbers(3));
        sender.transport().sendAll(data, receiver.name());
        assertThat(data).noneMatch(ByteBuffer::hasRemaining);
        Udp.close(loop, receiver);
        assertThat(receiver.received()).isEmpty();
    }
}
