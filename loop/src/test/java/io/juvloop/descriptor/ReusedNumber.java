package io.juvloop.descriptor;

import io.juvloop.BaseTransport;
import io.juvloop.EventLoop;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.datagram.DatagramOptions;
import io.juvloop.datagram.DatagramProtocol;
import io.juvloop.ipc.PipePair;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Turns;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Programs in which another file gets the number of a watched descriptor; each in a JVM of its own, which must
/// survive them. The earlier watch reports nothing of the other file.
enum ReusedNumber {
    A_READER_WHOSE_PIPE_WE_CLOSE {
        @Override
        void run(EventLoop loop) throws Exception {
            PipePair first = loop.pipePair();
            long near = first.readEnd();
            loop.addReader(near, ReusedNumber::dead);
            turns(loop);
            first.close();
            try (PipePair second = loop.pipePair()) {
                sameNumber(near, second.readEnd());
                Libc.INSTANCE.write((int) second.writeEnd(), new byte[1], 1);
                turns(loop);
                heard(loop, near);
            }
            turns(loop);
        }
    },
    A_READER_WHOSE_PIPE_ANOTHER_THREAD_CLOSES {
        @Override
        void run(EventLoop loop) throws Exception {
            PipePair first = loop.pipePair();
            long near = first.readEnd();
            loop.addReader(near, ReusedNumber::dead);
            turns(loop);
            Thread closer = Thread.ofPlatform().start(first::close);
            closer.join();
            turns(loop);
            try (PipePair second = loop.pipePair()) {
                Libc.INSTANCE.write((int) second.writeEnd(), new byte[1], 1);
                turns(loop);
                heard(loop, second.readEnd());
            }
            turns(loop);
        }
    },
    A_READER_WHOSE_NUMBER_BECOMES_A_STRANGERS {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, ReusedNumber::dead);
                turns(loop);
                pair.closeNear();
                try (DescriptorPair stranger = new DescriptorPair()) {
                    sameNumber(near, stranger.near());
                    stranger.send("x");
                    turns(loop);
                    heard(loop, near);
                }
                turns(loop);
            }
        }
    },
    A_READER_WHOSE_NUMBER_BECOMES_A_STRANGERS_BEFORE_THE_FIRST_POLL {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, ReusedNumber::dead);
                pair.closeNear();
                try (DescriptorPair stranger = new DescriptorPair()) {
                    sameNumber(near, stranger.near());
                    stranger.send("x");
                    turns(loop);
                    heard(loop, near);
                }
                turns(loop);
            }
        }
    },
    A_READER_WHOSE_NUMBER_BECOMES_A_CONNECTIONS {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, ReusedNumber::dead);
                turns(loop);
                Server server = Loopback.serve(loop, Greeting::new);
                pair.closeNear();
                RecordingProtocol client =
                        Loopback.connect(loop, RecordingProtocol::new, server).protocol();
                until(loop, () -> client.receivedCount() > 0);
                server.close();
                client.transport().close();
                turns(loop);
            }
        }
    },
    A_READER_WHOSE_NUMBER_BECOMES_AN_ENDPOINTS {
        @Override
        void run(EventLoop loop) {
            try (DescriptorPair pair = new DescriptorPair()) {
                int near = pair.near();
                loop.addReader(near, ReusedNumber::dead);
                turns(loop);
                pair.closeNear();
                DatagramOptions local = DatagramOptions.DEFAULT.withLocalAddress(Loopback.HOST, 0);
                BaseTransport endpoint = loop.runUntilComplete(loop.createDatagramEndpoint(Deaf::new, local))
                        .transport();
                turns(loop);
                endpoint.close();
                turns(loop);
            }
        }
    };

    static final String SURVIVED = "survived";
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private static final class Deaf implements DatagramProtocol {
        @Override
        public void datagramReceived(ByteBuffer data, SocketAddress sender) {}
    }

    private static final class Greeting extends RecordingProtocol {
        @Override
        public void connectionMade(Transport transport) {
            super.connectionMade(transport);
            transport.write(ByteBuffer.wrap(new byte[1]));
        }
    }

    /// The code of the program.
    abstract void run(EventLoop loop) throws Exception;

    private static void dead() {
        System.out.println("a dead reader is told");
    }

    private static void sameNumber(long expected, long actual) {
        if (expected != actual) {
            System.out.println("the number was not reused");
        }
    }

    /// Checks that a watch of the number reports the data that waits there now.
    private static void heard(EventLoop loop, long number) {
        AtomicBoolean heard = new AtomicBoolean();
        loop.addReader(number, () -> heard.set(true));
        turns(loop);
        if (!heard.get()) {
            System.out.println("a reader of the reused number is not told");
        }
        loop.removeReader(number);
    }

    private static void until(EventLoop loop, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            turns(loop);
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new AssertionError("it takes too long");
            }
        }
    }

    private static void turns(EventLoop loop) {
        Turns.many(loop, 3);
    }

    /// Runs a program.
    ///
    /// @param args its name
    public static void main(String[] args) throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            valueOf(args[0]).run(loop);
        }
        System.out.println(SURVIVED);
    }
}
