package io.juvloop.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import io.juvloop.Transport;
import io.juvloop.testing.InTask;
import io.juvloop.testing.Loopback;
import io.juvloop.testing.TaskTest;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A reader that a protocol of the user's feeds receives its bytes from there, and never around it.
@TaskTest
class BehindAnotherProtocolTest {
    /// Counts the received bytes, and passes them on in capitals.
    private static final class Counting implements Protocol {
        private final StreamReaderProtocol behind;
        private @Nullable Transport transport;
        private int bytes;

        Counting(StreamReader reader) {
            behind = new StreamReaderProtocol(reader);
        }

        @Override
        public void connectionMade(Transport made) {
            transport = made;
            behind.connectionMade(made);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            bytes += data.remaining();
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            String text = FedReader.text(copy).toUpperCase(java.util.Locale.ROOT);
            behind.dataReceived(ByteBuffer.wrap(FedReader.bytes(text)));
        }

        @Override
        public boolean eofReceived() {
            return behind.eofReceived();
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            behind.connectionLost(cause);
        }
    }

    @Test
    void aProtocolInFrontOfAReaderSeesAllThatTheReaderWaitsFor(EventLoop loop) {
        InTask.run(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            Counting counting = new Counting(reader);
            Server server = Async.await(loop.createServer(() -> counting, Loopback.HOST, 0));
            int port = server.port();
            Peer peer = Peer.connect(port);
            var writing = peer.send(FedReader.bytes("hello"));
            assertThat(FedReader.text(reader.readExactly(5))).isEqualTo("HELLO");
            assertThat(counting.bytes).isEqualTo(5);
            Async.await(writing);
            Async.await(peer.endSending());
            assertThat(reader.read(1)).isEmpty();
            assertThat(counting.transport).isNotNull();
            counting.transport.close();
            peer.close();
            server.close();
            Async.await(server.waitClosed());
        });
    }
}
