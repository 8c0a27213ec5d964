package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.bindings.UvHandle.State;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The life of a handle: a call that is no longer allowed throws a full sentence, and its memory is released in
/// the close callback, not before.
@Tag("polling")
class UvHandleTest {
    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void statesFollowEachOther() {
        UvTimer timer = new UvTimer(loop.uv(), () -> {});
        assertThat(timer.state()).isEqualTo(State.OPEN);
        assertThat(timer.isOpen()).isTrue();
        timer.close();
        assertThat(timer.state()).isEqualTo(State.CLOSING);
        assertThat(timer.isOpen()).isFalse();
        loop.runToTheEnd();
        assertThat(timer.state()).isEqualTo(State.CLOSED);
        assertThat(timer).hasToString("TIMER handle, CLOSED");
    }

    @Test
    void closingAgainIsHarmlessInEveryState() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        tcp.close();
        tcp.close();
        loop.runToTheEnd();
        tcp.close();
        loop.runToTheEnd();
        assertThat(loop.uv().counters().closed(HandleType.TCP)).isEqualTo(1);
    }

    @Test
    void memoryComesBackInTheCloseCallbackOnly() {
        UvTcp first = new UvTcp(loop.uv(), new StreamEvents() {});
        long block = first.address;
        long inUse = loop.uv().bytesInUse();
        first.close();
        assertThat(loop.uv().bytesInUse()).isEqualTo(inUse);
        UvTcp meanwhile = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThat(meanwhile.address).isNotEqualTo(block);
        loop.runToTheEnd();
        assertThat(first.address).isZero();
        assertThat(new UvTcp(loop.uv(), new StreamEvents() {}).address).isEqualTo(block);
    }

    @Test
    void ownerIsToldOnceThatItIsGone() {
        int[] told = new int[1];
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {
            @Override
            public void onClosed() {
                told[0]++;
            }
        });
        tcp.close();
        assertThat(told[0]).isZero();
        loop.runToTheEnd();
        loop.runToTheEnd();
        assertThat(told[0]).isEqualTo(1);
    }

    @Test
    void everyCallOnAClosedHandleSaysSo() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        UvTcp client = new UvTcp(loop.uv(), new StreamEvents() {});
        UvTimer timer = new UvTimer(loop.uv(), () -> {});
        UvPipe pipe = new UvPipe(loop.uv(), new StreamEvents() {});
        List.of(tcp, timer, pipe).forEach(UvHandle::close);
        callsOn(tcp, client, timer, pipe)
                .forEach((call, attempt) -> assertThatThrownBy(attempt)
                        .as(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageMatching("the (TCP|TIMER|NAMED_PIPE) handle is CLOSING"));
        loop.runToTheEnd();
        callsOn(tcp, client, timer, pipe)
                .forEach((call, attempt) -> assertThatThrownBy(attempt)
                        .as(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageMatching("the (TCP|TIMER|NAMED_PIPE) handle is CLOSED"));
    }

    private static Map<String, ThrowingCallable> callsOn(UvTcp tcp, UvTcp client, UvTimer timer, UvPipe pipe) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);
        return Map.ofEntries(
                Map.entry("ref", tcp::ref),
                Map.entry("unref", tcp::unref),
                Map.entry("fileno", tcp::fileno),
                Map.entry("readStart", tcp::readStart),
                Map.entry("readStop", tcp::readStop),
                Map.entry("receive", () -> tcp.receive(0, 1)),
                Map.entry("receive into a segment", () -> tcp.receive(MemorySegment.NULL)),
                Map.entry("awaitWritable", () -> tcp.awaitWritable(true)),
                Map.entry("tryWrite", () -> tcp.tryWrite(0, 1)),
                Map.entry("writeQueueSize", tcp::writeQueueSize),
                Map.entry("shutdown", tcp::shutdown),
                Map.entry("listen", () -> tcp.listen(1)),
                Map.entry("accept", () -> tcp.accept(client)),
                Map.entry("accept into", () -> client.accept(tcp)),
                Map.entry("sendBufferSize", () -> tcp.sendBufferSize(0)),
                Map.entry("receiveBufferSize", () -> tcp.receiveBufferSize(0)),
                Map.entry("open", () -> tcp.open(0)),
                Map.entry("bind", () -> tcp.bind(address, 0)),
                Map.entry("connect", () -> tcp.connect(address)),
                Map.entry("noDelay", () -> tcp.noDelay(true)),
                Map.entry("keepAlive", () -> tcp.keepAlive(true, 60)),
                Map.entry("closeReset", tcp::closeReset),
                Map.entry("localName", tcp::localName),
                Map.entry("packedPeerName", tcp::packedPeerName),
                Map.entry("timer start", () -> timer.start(1)),
                Map.entry("timer stop", timer::stop),
                Map.entry("pipe open", () -> pipe.open(0)),
                Map.entry("pipe bind", () -> pipe.bind(new byte[] {'x'})),
                Map.entry("pipe connect", () -> pipe.connect(new byte[] {'x'})),
                Map.entry("pipe localName", pipe::localName));
    }

    @Test
    void refusedCallsLeaveNoRequestBehind() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        long inUse = loop.uv().bytesInUse();
        tcp.close();
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);
        assertThatThrownBy(tcp::shutdown).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tcp.connect(address)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new WriteRequest(loop.uv()).submit(tcp)).isInstanceOf(IllegalStateException.class);
        assertThat(loop.uv().requests()).isEmpty();
        assertThat(loop.uv().bytesInUse()).isEqualTo(inUse);
    }

    @Test
    void eventThatWasUnderWayWhenItWasClosedIsNotTold() {
        boolean[] told = new boolean[1];
        UvAsync async = new UvAsync(loop.uv(), () -> told[0] = true);
        async.send();
        async.close();
        loop.runToTheEnd();
        assertThat(told[0]).isFalse();
    }

    @Test
    void handleWithoutASocketHasNoDescriptor() {
        UvTcp tcp = new UvTcp(loop.uv(), new StreamEvents() {});
        assertThatThrownBy(tcp::fileno).isInstanceOf(UvFailure.class).hasMessageStartingWith("uv_fileno: EBADF");
        assertThat(Conversation.listener(loop.uv(), new StreamEvents() {}).fileno())
                .isPositive();
    }

    @Test
    void handleThatIsNotReferencedKeepsNoLoopRunning() {
        UvTimer timer = new UvTimer(loop.uv(), () -> {});
        timer.start(1_000_000);
        timer.unref();
        long begin = System.nanoTime();
        loop.runToTheEnd();
        assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
        timer.ref();
        timer.start(0);
        loop.runToTheEnd();
    }
}
