package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.postgres.internal.connect.Connecting;
import io.juvloop.postgres.internal.connect.Target;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The connection over which one request to cancel goes: to the same address as the first, with TLS if that has it.
///
/// The server says nothing; it signals its process and hangs up. So the end of this connection is what tells apart a
/// signal that may still come from one that has been.
///
/// Loop thread only. Lifetime: from [#open] until its end is reported, once, or [#abort].
final class CancelConnection implements Protocol {
    private static final int REQUEST_CODE = 80877102;

    private final Runnable ended;
    private final ByteBuffer request;
    private @Nullable LoopFuture<Transport> connecting;
    private @Nullable Transport transport;
    private boolean isOver;

    private CancelConnection(int pid, byte[] key, Runnable ended) {
        this.ended = ended;
        request = ByteBuffer.allocate(3 * Integer.BYTES + key.length);
        request.putInt(request.capacity())
                .putInt(REQUEST_CODE)
                .putInt(pid)
                .put(key)
                .flip();
    }

    /// Asks the server to cancel what a connection runs.
    ///
    /// @param loop the running one
    /// @param target where that connection is
    /// @param pid of its server process
    /// @param key that allows to cancel there
    /// @param ended called once when the server has hung up, or could not be reached; not after [#abort]
    /// @return the request
    static CancelConnection open(EventLoop loop, Target target, int pid, byte[] key, Runnable ended) {
        CancelConnection cancel = new CancelConnection(pid, key, ended);
        LoopFuture<Transport> connecting = Connecting.connectForCancel(loop, target);
        cancel.connecting = connecting;
        var _ = connecting.whenComplete(cancel::connected);
        return cancel;
    }

    private void connected(@Nullable Transport connection, @Nullable Throwable failure) {
        connecting = null;
        if (connection == null) {
            end(); // the statement is not cancelled, and the limit of cancelling sees to the rest
        } else if (isOver) {
            connection.abort();
        } else {
            transport = connection;
            connection.setProtocol(this);
            connection.write(request);
            connection.resumeReading();
        }
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        // no answer is defined
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        end();
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            ended.run();
        }
    }

    /// Gives the request up.
    void abort() {
        isOver = true;
        if (connecting != null) {
            connecting.cancel(true);
        }
        if (transport != null) {
            transport.abort();
        }
    }
}
