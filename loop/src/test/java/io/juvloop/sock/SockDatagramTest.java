package io.juvloop.sock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.datagram.ReceivedDatagram;
import io.juvloop.testing.InTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Datagrams received and sent by tasks, over channels and descriptors.
@SocketTest
class SockDatagramTest {
    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return channel;
    }

    @Test
    void datagramsComeOneByOneWithTheirSenderAlsoEmptyOnes(EventLoop loop) throws IOException {
        try (DatagramChannel near = open();
                DatagramChannel far = open()) {
            InTask.run(loop, () -> {
                Task<ReceivedDatagram> receiver = loop.createTask(() -> loop.sockReceiveFrom(near, 100));
                Channels.giveWay();
                loop.sockSendTo(far, "one".getBytes(UTF_8), near.getLocalAddress());
                assertThat(Async.await(receiver).data()).asString().isEqualTo("one");
                assertThat(Async.await(receiver).sender()).isEqualTo(far.getLocalAddress());
                loop.sockSendTo(far, new byte[0], near.getLocalAddress());
                loop.sockSendTo(far, ByteBuffer.allocateDirect(7), near.getLocalAddress());
                assertThat(loop.sockReceiveFrom(near, 100).data()).isEmpty();
                ByteBuffer target = ByteBuffer.allocate(100).position(3);
                assertThat(loop.sockReceiveFromInto(near, target)).isEqualTo(far.getLocalAddress());
                assertThat(target.position()).isEqualTo(10);
            });
        }
    }

    @Test
    void aCancelledReceiverLosesNothingAndATooSmallBufferIsRefused(EventLoop loop) throws IOException {
        try (DatagramChannel near = open();
                DatagramChannel far = open()) {
            InTask.run(loop, () -> {
                Task<ReceivedDatagram> first = loop.createTask(() -> loop.sockReceiveFrom(near, 100));
                Channels.giveWay();
                loop.sockSendTo(far, "for the next".getBytes(UTF_8), near.getLocalAddress());
                first.cancel();
                assertThatThrownBy(() -> Async.await(first)).isInstanceOf(CancellationException.class);
                assertThatThrownBy(() -> loop.sockReceiveFromInto(near, ByteBuffer.allocate(0)))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(loop.sockReceiveFrom(near, 100).data()).asString().isEqualTo("for the next");
            });
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theyTravelByNumberToo(EventLoop loop) throws IOException {
        try (DatagramChannel near = open();
                DatagramChannel far = open()) {
            int nearNumber = ChannelDescriptors.of(near);
            int farNumber = ChannelDescriptors.of(far);
            InTask.run(loop, () -> {
                Task<ReceivedDatagram> receiver = loop.createTask(() -> loop.sockReceiveFrom(nearNumber, 100));
                Channels.giveWay();
                loop.sockSendTo(farNumber, "one".getBytes(UTF_8), near.getLocalAddress());
                assertThat(Async.await(receiver).data()).asString().isEqualTo("one");
                assertThat(Async.await(receiver).sender()).isEqualTo(far.getLocalAddress());
                loop.sockSendTo(farNumber, new byte[0], near.getLocalAddress());
                ByteBuffer target = ByteBuffer.allocate(10);
                assertThat(loop.sockReceiveFromInto(nearNumber, target)).isEqualTo(far.getLocalAddress());
                assertThat(target.position()).isZero();
            });
        }
    }
}
