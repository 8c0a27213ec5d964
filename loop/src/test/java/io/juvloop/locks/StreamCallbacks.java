package io.juvloop.locks;

import io.juvloop.locks.Connections.Ends;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The methods of stream protocols, those of the server's end of a connection.
@SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
enum StreamCallbacks implements KindOfCallback {
    CONNECTION_MADE(),
    DATA_RECEIVED(ends -> ends.clientSide().write(new byte[1])),
    GET_BUFFER(ends -> ends.clientSide().write(new byte[1])),
    BUFFER_UPDATED(ends -> ends.clientSide().write(new byte[1])),
    EOF_RECEIVED(ends -> ends.clientSide().writeEof()),
    PAUSE_WRITING(
            ends -> ends.clientSide().pauseReading(), ends -> ends.serverSide().write(much())),
    RESUME_WRITING(
            ends -> {
                ends.clientSide().pauseReading();
                ends.serverSide().write(much());
            },
            ends -> ends.clientSide().resumeReading()),
    CONNECTION_LOST(ends -> ends.serverSide().abort());

    private final Consumer<Ends> before;
    private final @Nullable Consumer<Ends> cause;

    /// Callbacks that connecting alone provokes.
    StreamCallbacks() {
        this(_ -> {}, null);
    }

    StreamCallbacks(Consumer<Ends> cause) {
        this(_ -> {}, cause);
    }

    /// @param before the operation on a new connection
    /// @param cause the operation that makes the loop call the method
    StreamCallbacks(Consumer<Ends> before, @Nullable Consumer<Ends> cause) {
        this.before = before;
        this.cause = cause;
    }

    /// More data than a system buffers.
    private static byte[] much() {
        return new byte[20_000_000];
    }

    @Override
    public Provocation prepare(LoopElsewhere there, Runnable callback) throws Exception {
        return over(TcpConnections::new).prepare(there, callback);
    }

    /// The same method over connections of another kind.
    KindOfCallback over(Connections.Maker maker) {
        return (there, callback) -> {
            Connections connections = maker.make(there, () -> protocol(callback), CallbackProtocol::silent);
            Consumer<Ends> onceConnected = cause;
            return onceConnected == null
                    ? new NewConnection(connections)
                    : new OnFreshConnection(there, connections, before, onceConnected);
        };
    }

    private CallbackProtocol protocol(Runnable callback) {
        return this == GET_BUFFER || this == BUFFER_UPDATED
                ? new CallbackProtocol.ForMemory(this, callback)
                : new CallbackProtocol.ForViews(this, callback);
    }

    private static final class OnFreshConnection implements Provocation {
        private final LoopElsewhere there;
        private final Connections connections;
        private final Consumer<Ends> before;
        private final Consumer<Ends> cause;
        private @Nullable Ends ends;

        OnFreshConnection(LoopElsewhere there, Connections connections, Consumer<Ends> before, Consumer<Ends> cause) {
            this.there = there;
            this.connections = connections;
            this.before = before;
            this.cause = cause;
        }

        @Override
        public void ready() {
            Ends fresh = connections.connect();
            there.run(() -> before.accept(fresh));
            ends = fresh;
        }

        @Override
        public void provoke() {
            Ends connected = ends;
            if (connected != null) {
                there.post(() -> cause.accept(connected));
            }
        }

        @Override
        public void close() {
            connections.close();
        }
    }
}
