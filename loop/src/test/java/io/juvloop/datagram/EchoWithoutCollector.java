package io.juvloop.datagram;

import io.juvloop.EventLoop;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends datagrams back and forth between two endpoints in a JVM whose collector never collects, and prints the
/// bytes of heap per datagram once all code is compiled and all addresses are known.
final class EchoWithoutCollector {
    private static final int WARM_UP = 100_000;
    private static final int MEASURED = 300_000;

    private EchoWithoutCollector() {}

    public static void main(String[] arguments) {
        EventLoop loop = EventLoop.create();
        for (String host : new String[] {"127.0.0.1", "::1"}) {
            DatagramOptions options = DatagramOptions.DEFAULT.withLocalAddress(host, 0);
            Pong pong = open(loop, new Pong(), options);
            Ping ping = open(loop, new Ping(loop), options);
            ping.play(Objects.requireNonNull(pong.transport).localAddress());
            loop.runForever();
            System.out.println((double) ping.bytes / (2 * MEASURED));
            Objects.requireNonNull(ping.transport).close();
            pong.transport.close();
        }
        loop.stop();
        loop.runForever();
        loop.close();
    }

    private static <P extends DatagramProtocol> P open(EventLoop loop, P protocol, DatagramOptions options) {
        DatagramEndpoint<P> made = loop.runUntilComplete(loop.createDatagramEndpoint(() -> protocol, options));
        return made.protocol();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static class Pong implements DatagramProtocol {
        @Nullable
        DatagramTransport transport;

        @Override
        public void connectionMade(DatagramTransport made) {
            transport = made;
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            Objects.requireNonNull(transport).sendTo(data, sender);
        }
    }

    private static final class Ping extends Pong {
        private final EventLoop loop;
        private final byte[] message = new byte[100];
        private int rounds;
        private long begin;
        private long bytes;

        Ping(EventLoop loop) {
            this.loop = loop;
        }

        void play(@Nullable SocketAddress target) {
            Objects.requireNonNull(transport).sendTo(message, target);
        }

        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            rounds++;
            if (rounds == WARM_UP) {
                begin = used();
            } else if (rounds == WARM_UP + MEASURED) {
                bytes = used() - begin;
                loop.stop();
                return;
            }
            play(sender);
        }
    }
}
