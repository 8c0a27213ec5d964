package io.juvloop.locks;

import io.juvloop.Transport;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A subprocess protocol that runs an action in each of its calls.
///
/// Loop thread only, except the child's state.
final class CallbackSubprocessProtocol implements SubprocessProtocol {
    private final ProcessCallbacks runsAt;
    private final Runnable callback;
    private volatile @Nullable SubprocessTransport transport;
    private volatile boolean lost;

    CallbackSubprocessProtocol(ProcessCallbacks runsAt, Runnable callback) {
        this.runsAt = runsAt;
        this.callback = callback;
    }

    private void called(ProcessCallbacks method) {
        if (method == runsAt) {
            callback.run();
        }
    }

    SubprocessTransport transport() {
        return Objects.requireNonNull(transport);
    }

    Transport stdin() {
        return Objects.requireNonNull(transport().pipeTransport(0));
    }

    boolean isMade() {
        return transport != null;
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public void connectionMade(SubprocessTransport made) {
        called(ProcessCallbacks.CONNECTION_MADE);
        transport = made;
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
        called(ProcessCallbacks.PIPE_DATA_RECEIVED);
    }

    @Override
    public void pipeConnectionLost(int fd, @Nullable Throwable cause) {
        called(ProcessCallbacks.PIPE_CONNECTION_LOST);
    }

    @Override
    public void processExited() {
        called(ProcessCallbacks.PROCESS_EXITED);
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        called(ProcessCallbacks.CONNECTION_LOST);
        lost = true;
    }
}
