package io.juvloop.stream;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.Flood;
import io.juvloop.net.peer.Serving;
import io.juvloop.testing.Await;
import io.juvloop.testing.Recording;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The calls of a protocol, each of which a test can make throw.
enum ProtocolMethod {
    FACTORY(false),
    CONNECTION_MADE(true),
    DATA_RECEIVED(true),
    GET_BUFFER(true),
    BUFFER_UPDATED(true),
    EOF_RECEIVED(true),
    PAUSE_WRITING(false),
    RESUME_WRITING(false),
    CONNECTION_LOST(false);

    /// Whether its exception is the cause of the connection's loss.
    final boolean endsTheConnection;

    ProtocolMethod(boolean endsTheConnection) {
        this.endsTheConnection = endsTheConnection;
    }

    /// A protocol that throws at this moment; for [#FACTORY], throws at once.
    Recording protocol(Fault fault) {
        return switch (this) {
            case FACTORY -> {
                fault.raise();
                throw new AssertionError("it was raised");
            }
            case GET_BUFFER, BUFFER_UPDATED -> new Buffered(this, fault);
            default -> new Plain(this, fault);
        };
    }

    /// Lets a client make the server's protocol throw, and runs until it has thrown.
    void provoke(EventLoop loop, Serving<Recording> serving) throws IOException {
        RecordingProtocol client = loop.runUntilComplete(
                        loop.createConnection(RecordingProtocol::new, "127.0.0.1", serving.port()))
                .protocol();
        try {
            act(serving, client.transport());
            Await.until(loop, "the throw of " + this, hasThrown(serving, client));
        } finally {
            client.transport().abort();
        }
    }

    private void act(Serving<Recording> serving, Transport client) throws IOException {
        switch (this) {
            case DATA_RECEIVED, GET_BUFFER, BUFFER_UPDATED -> client.write(new byte[10]);
            case EOF_RECEIVED, CONNECTION_LOST -> client.writeEof();
            case PAUSE_WRITING, RESUME_WRITING -> {
                client.pauseReading();
                Transport server = serving.protocol(0).transport();
                Flood.untilQueueing(server);
                server.write(new byte[64 * 1024]);
                client.resumeReading();
            }
            case FACTORY, CONNECTION_MADE -> {}
        }
    }

    private BooleanSupplier hasThrown(Serving<Recording> serving, RecordingProtocol client) {
        return switch (this) {
            case FACTORY -> client::isLost;
            case PAUSE_WRITING -> () -> serving.protocols().getFirst().count("pause") > 0;
            case RESUME_WRITING -> () -> serving.protocols().getFirst().count("resume") > 0;
            default ->
                () -> !serving.protocols().isEmpty()
                        && serving.protocols().getFirst().isLost();
        };
    }

    private static final class Buffered extends RecordingBufferedProtocol {
        private final ProtocolMethod moment;
        private final Fault fault;

        Buffered(ProtocolMethod moment, Fault fault) {
            this.moment = moment;
            this.fault = fault;
        }

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            if (moment == GET_BUFFER) {
                fault.raise();
            }
            return super.getBuffer(sizeHint);
        }

        @Override
        public void bufferUpdated(long count) {
            fault.raise();
        }
    }

    private static final class Plain extends RecordingProtocol {
        private final ProtocolMethod moment;
        private final Fault fault;

        Plain(ProtocolMethod moment, Fault fault) {
            this.moment = moment;
            this.fault = fault;
        }

        private void reached(ProtocolMethod now) {
            if (now == moment) {
                fault.raise();
            }
        }

        @Override
        public void connectionMade(Transport connection) {
            super.connectionMade(connection);
            reached(CONNECTION_MADE);
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            reached(DATA_RECEIVED);
        }

        @Override
        public boolean eofReceived() {
            super.eofReceived();
            reached(EOF_RECEIVED);
            return false;
        }

        @Override
        public void pauseWriting() {
            super.pauseWriting();
            reached(PAUSE_WRITING);
        }

        @Override
        public void resumeWriting() {
            super.resumeWriting();
            reached(RESUME_WRITING);
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            super.connectionLost(cause);
            reached(CONNECTION_LOST);
        }
    }
}
