package io.juvloop.postgres.proxy;

import io.juvloop.Connection;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One connection through the proxy: a client's side and a server's side.
///
/// Loop thread only. Lives until both sides have ended.
final class Link {
    private final Proxy proxy;
    private final Side client = new Side();
    private final Side server = new Side();
    private final Answers answers;
    private final SyncCounter syncCounter = new SyncCounter();
    private @Nullable CompletableFuture<Connection<Side>> connecting;
    private boolean isDropping;
    private int open = 1;

    Link(Proxy proxy) {
        this.proxy = proxy;
        this.answers = new Answers(proxy, client::send, client::finish);
    }

    Side client() {
        return client;
    }

    void drop() {
        isDropping = true;
    }

    void pass() {
        isDropping = false;
        answers.pump();
    }

    void release() {
        answers.pump();
    }

    void abort() {
        client.abort();
        server.abort();
    }

    private boolean isDropped() {
        return isDropping || proxy.isDropping();
    }

    /// Connects to the server while the client waits.
    private void connect() {
        proxy.opened(this);
        Transport waiting = client.transport;
        if (waiting != null) {
            waiting.pauseReading();
        }
        CompletableFuture<Connection<Side>> future =
                proxy.loop().createConnection(() -> server, "127.0.0.1", proxy.target());
        connecting = future;
        var _ = future.whenComplete((made, failure) -> {
            if (failure != null) {
                client.abort();
            } else {
                open++;
                client.resume();
            }
        });
    }

    private void ended() {
        open--;
        CompletableFuture<Connection<Side>> pending = connecting;
        if (pending != null && !pending.isDone()) {
            pending.cancel(false);
        }
        if (open <= 0) {
            answers.close();
            proxy.closed(this);
        }
    }

    /// One side of it.
    final class Side implements Protocol {
        private @Nullable Transport transport;
        private boolean isHeardOut;
        private boolean isFinished;

        private boolean isClient() {
            return this == client;
        }

        private Side other() {
            return isClient() ? server : client;
        }

        @Override
        public void connectionMade(Transport made) {
            transport = made;
            if (isClient()) {
                connect();
            }
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            if (isDropped()) {
                return;
            }
            if (isClient()) {
                proxy.sentToServer(data.remaining(), syncCounter.count(data.duplicate()));
                server.send(data);
            } else {
                proxy.sentToClient(data.remaining());
                answers.add(data);
            }
        }

        private void send(ByteBuffer data) {
            Transport present = transport;
            if (present != null && !present.isClosing()) {
                present.write(data);
            }
        }

        @Override
        public boolean eofReceived() {
            if (isDropped()) {
                return true;
            }
            isHeardOut = true;
            closeIfOver();
            if (isClient()) {
                server.finish();
            } else {
                answers.end();
            }
            return true;
        }

        private void finish() {
            Transport present = transport;
            if (present != null && !present.isClosing()) {
                present.writeEof();
                isFinished = true;
                closeIfOver();
            }
        }

        /// The end of both directions leaves a transport open whose protocol wanted the first one.
        private void closeIfOver() {
            if (isHeardOut && isFinished && transport != null) {
                transport.close();
            }
        }

        @Override
        public void pauseWriting() {
            Transport source = other().transport;
            if (source != null) {
                source.pauseReading();
            }
        }

        @Override
        public void resumeWriting() {
            other().resume();
        }

        private void resume() {
            Transport present = transport;
            if (present != null && !present.isClosing()) {
                present.resumeReading();
            }
        }

        private void abort() {
            Transport present = transport;
            if (present != null) {
                present.abort();
            }
        }

        /// A black hole keeps the other side waiting, unless the proxy ends.
        @Override
        public void connectionLost(@Nullable Throwable cause) {
            Transport opposite = other().transport;
            if (opposite != null && (!isDropped() || isClient())) {
                if (cause == null) {
                    opposite.close();
                } else {
                    opposite.abort();
                }
            }
            ended();
        }
    }
}
