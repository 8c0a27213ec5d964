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
final class ProcessEars implements SubprocessProtocol {
    private final ProcessCallbacks listensTo;
    private final Runnable callback;
    private volatile @Nullable SubprocessTransport transport;
    private volatile boolean lost;

    ProcessEars(ProcessCallbacks listensTo, Runnable callback) {
        this.listensTo = listensTo;
        this.callback = callback;
    }

    private void hear(ProcessCallbacks heard) {
        if (heard == listensTo) {
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
        hear(ProcessCallbacks.CONNECTION_MADE);
        transport = made;
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
        hear(ProcessCallbacks.PIPE_DATA_RECEIVED);
    }

    @Override
    public void pipeConnectionLost(int fd, @Nullable Throwable cause) {
        hear(ProcessCallbacks.PIPE_CONNECTION_LOST);
    }

    @Override
    public void processExited() {
        hear(ProcessCallbacks.PROCESS_EXITED);
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        hear(ProcessCallbacks.CONNECTION_LOST);
        lost = true;
    }
}
