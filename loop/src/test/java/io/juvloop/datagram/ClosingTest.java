package io.juvloop.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.WriteBufferLimits;
import io.juvloop.testing.Await;
import io.juvloop.testing.Logged;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.Reported;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to close an endpoint, with and without queued datagrams. The queued ones are of Unix sockets,
/// which the kernel holds back when the peer does not read; with UDP it would drop them.
@LoopTest
class ClosingTest {
    /// A receiver that does not read, and a sender connected to it.
    private record Held(Datagrams receiver, Datagrams sender) {
        static Held open(EventLoop loop, Path folder) {
            SocketAddress name = UnixDomainSocketAddress.of(folder.resolve("receiver"));
            Datagrams receiver = Udp.open(loop, Datagrams::new, DatagramOptions.DEFAULT.withLocalAddress(name));
            receiver.transport().pauseReading();
            return new Held(receiver, Udp.connected(loop, name));
        }

        /// Sends numbered datagrams until some are queued.
        int fill() {
            int sent = 0;
            while (sender.transport().writeBufferSize() < 100) {
                sender.send("" + sent++, null);
            }
            return sent;
        }
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("" + i);
        }
        return numbers;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Tag("U6")
    void closeSendsWhatWaitsThenTellsOnceAndLaterSendsAreIgnored(EventLoop loop, Logged logged, @TempDir Path folder) {
        Held held = Held.open(loop, folder);
        int sent = held.fill();
        held.sender().transport().close();
        assertThat(held.sender().transport().isClosing()).isTrue();
        for (int i = 0; i < 6; i++) {
            held.sender().send("late", null);
        }
        assertThat(logged.all()).hasSize(2).allMatch(entry -> entry.message().contains("was dropped"));
        loop.runUntilComplete(loop.runInExecutor(null, () -> "a few turns"));
        assertThat(held.sender().isLost()).isFalse();
        held.receiver().transport().resumeReading();
        Await.until(loop, held.sender()::isLost);
        Await.until(loop, () -> held.receiver().received().size() == sent);
        assertThat(held.receiver().texts()).isEqualTo(numbers(sent));
        assertThat(held.sender().events()).containsExactly("made", "lost");
        assertThat(held.sender().lossCause()).isNull();
        Udp.close(loop, held.receiver());
    }

    @ParameterizedTest(name = "closing before: {0}")
    @ValueSource(booleans = {false, true})
    @DisabledOnOs(OS.WINDOWS)
    @Tag("U6")
    void abortDropsWhatWaits(boolean closing, EventLoop loop, @TempDir Path folder) {
        Held held = Held.open(loop, folder);
        int sent = held.fill();
        if (closing) {
            held.sender().transport().close();
        }
        DatagramTransport transport = held.sender().transport();
        transport.abort();
        held.sender().transport().abort();
        assertThat(held.sender().transport().writeBufferSize()).isZero();
        assertThat(held.sender().isLost()).as("told in a later turn").isFalse();
        Await.until(loop, held.sender()::isLost);
        held.receiver().transport().resumeReading();
        Datagrams last = Udp.connected(loop, held.receiver().name());
        last.send("last", null);
        Await.until(loop, () -> held.receiver().texts().contains("last"));
        assertThat(held.receiver().received()).hasSizeLessThan(sent);
        assertThat(held.sender().events()).containsExactly("made", "lost");
        Udp.close(loop, held.receiver(), last);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writingPausesAboveTheHighMarkAndResumesAtTheLowOne(EventLoop loop, @TempDir Path folder) {
        Held held = Held.open(loop, folder);
        Datagrams sender = held.sender();
        assertThat(sender.transport().writeBufferLimits()).isEqualTo(WriteBufferLimits.DEFAULT);
        sender.transport().setWriteBufferLimits(new WriteBufferLimits(50, 200));
        int sent = 0;
        while (!sender.events().contains("pause")) {
            sender.send("" + sent++, null);
        }
        assertThat(sender.transport().writeBufferSize()).isBetween(200L, 230L);
        for (int i = 0; i < 10; i++) {
            sender.send("" + sent++, null);
        }
        held.receiver().transport().resumeReading();
        int all = sent;
        Await.until(loop, () -> held.receiver().received().size() == all);
        Await.until(loop, () -> sender.transport().writeBufferSize() == 0);
        assertThat(held.receiver().texts()).isEqualTo(numbers(all));
        assertThat(sender.events()).containsExactly("made", "pause", "resume");
        Udp.close(loop, held.receiver(), sender);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void emptyDatagramsThatWaitCountToo(EventLoop loop, @TempDir Path folder) {
        Held held = Held.open(loop, folder);
        int sent = 0;
        while (held.sender().transport().writeBufferSize() < 80) {
            held.sender().send("", null);
            sent++;
        }
        int all = sent;
        held.receiver().transport().resumeReading();
        Await.until(loop, () -> held.receiver().received().size() == all);
        assertThat(held.receiver().texts()).containsOnly("");
        Udp.close(loop, held.receiver(), held.sender());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReceiverThatLeavesIsToldForEachDatagramThatWaited(EventLoop loop, @TempDir Path folder) {
        Held held = Held.open(loop, folder);
        int unsent = 0;
        while (unsent < 5) {
            long before = held.sender().transport().writeBufferSize();
            held.sender().send("x", null);
            unsent += held.sender().transport().writeBufferSize() > before ? 1 : 0;
        }
        Udp.close(loop, held.receiver());
        Await.until(loop, () -> held.sender().errors().size() == 5);
        assertThat(held.sender().transport().isClosing()).isFalse();
        assertThat(held.sender().transport().writeBufferSize()).isZero();
        Udp.close(loop, held.sender());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProtocolMaySendWhenToldToPauseAndAbortWhenToldOfAnError(EventLoop loop, @TempDir Path folder) {
        class Stubborn extends Datagrams {
            @Override
            public void pauseWriting() {
                super.pauseWriting();
                send("more", null);
            }

            @Override
            public void errorReceived(IOException error) {
                super.errorReceived(error);
                transport().abort();
            }
        }
        Held held = Held.open(loop, folder);
        DatagramOptions options =
                DatagramOptions.DEFAULT.withRemoteAddress(held.receiver().name());
        Datagrams stubborn = Udp.open(loop, Stubborn::new, options);
        stubborn.transport().setWriteBufferLimits(WriteBufferLimits.ofHigh(20));
        while (!stubborn.events().contains("pause")) {
            stubborn.send("x", null);
        }
        Udp.close(loop, held.receiver());
        Await.until(loop, stubborn::isLost);
        assertThat(stubborn.events()).containsExactly("made", "pause", "error", "lost");
        Udp.close(loop, held.sender());
    }

    private static Datagrams whenReceiving(EventLoop loop, Consumer<Datagrams> action) {
        class Acting extends Datagrams {
            @Override
            public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                super.datagramReceived(data, sender);
                action.accept(this);
            }
        }
        Datagrams acting = Udp.open(loop, Acting::new, Udp.LOCAL);
        acting.send("1", acting.name());
        acting.send("2", acting.name());
        return acting;
    }

    @Test
    void closingInsideTheCallbackEndsReceiving(EventLoop loop) {
        Datagrams closing = whenReceiving(loop, endpoint -> endpoint.transport().close());
        Datagrams aborting =
                whenReceiving(loop, endpoint -> endpoint.transport().abort());
        Await.until(loop, () -> closing.isLost() && aborting.isLost());
        assertThat(closing.events()).containsExactly("made", "data", "lost");
        assertThat(aborting.events()).containsExactly("made", "data", "lost");
    }

    @Test
    void anExceptionCostsItsOwnEndpointAlone(EventLoop loop, Reported reported) {
        Datagrams healthy = Udp.bound(loop);
        Datagrams throwing = whenReceiving(loop, endpoint -> {
            throw new IllegalArgumentException("on purpose");
        });
        Await.until(loop, throwing::isLost);
        assertThat(reported.only().exception()).isSameAs(throwing.lossCause());
        assertThat(throwing.lossCause()).hasMessage("on purpose");
        assertThat(throwing.events()).containsExactly("made", "data", "lost");
        healthy.send("alive", healthy.name());
        Await.until(loop, () -> healthy.received().size() == 1);
        Udp.close(loop, healthy);
    }

    @Test
    void closingTheLoopClosesTheEndpointWithAWarningAndNoCall(EventLoop loop, Logged logged) {
        Datagrams endpoint = Udp.bound(loop);
        loop.close();
        assertThat(logged.only().message()).contains("unclosed datagram transport", "127.0.0.1");
        assertThat(endpoint.events()).containsExactly("made");
        assertThat(endpoint.transport().isClosing()).isTrue();
        assertThat(endpoint.transport().isReading()).isFalse();
        endpoint.send("late", null);
        endpoint.transport().close();
        endpoint.transport().abort();
        endpoint.transport().resumeReading();
        assertThat(endpoint.transport().toString()).contains("(closed)");
    }
}
