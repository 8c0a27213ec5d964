package io.juvloop.internal.pipe;

import io.juvloop.BaseProtocol;
import io.juvloop.TransportSocket;
import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.HandleType;
import io.juvloop.bindings.OpenedDescriptors;
import io.juvloop.bindings.StreamEvents;
import io.juvloop.bindings.UvFailure;
import io.juvloop.bindings.UvPipe;
import io.juvloop.bindings.UvStream;
import io.juvloop.bindings.UvTcp;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.jdk.Log;
import io.juvloop.internal.memory.UserBuffers;
import io.juvloop.internal.stream.ServerConnections;
import io.juvloop.internal.stream.StreamDirection;
import io.juvloop.internal.stream.StreamTransport;
import io.juvloop.internal.stream.TransportMaker;
import io.juvloop.ipc.IpcProtocol;
import io.juvloop.ipc.IpcTransport;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A connection that passes handles. A sent handle is a duplicate of the descriptor, made at the call, so that
/// the sender may close its own at once. A received handle is accepted during the read that delivers it,
/// because libuv would keep polling a paused pipe if it were accepted later.
///
/// Loop thread only. Lives from `connectionMade` to `connectionLost`; its methods remain callable afterwards.
public final class UvIpcTransport extends StreamTransport implements IpcTransport {
    private static final StreamEvents ON_ITS_WAY = new StreamEvents() {
        @Override
        public String toString() {
            return "handle on its way to another process";
        }
    };

    private final LoopCore core;
    private final TransportMaker transports;
    private final UvPipe pipe;
    private final Set<UvReceivedHandle> unclaimed = new LinkedHashSet<>();
    private boolean delivering;
    private @Nullable BaseProtocol successor;

    public UvIpcTransport(
            LoopCore core,
            TransportMaker transports,
            UvPipe pipe,
            BaseProtocol protocol,
            @Nullable ServerConnections siblings) {
        super(core, pipe, protocol, StreamDirection.BOTH, siblings);
        this.core = core;
        this.transports = transports;
        this.pipe = pipe;
    }

    // --- Sending

    @Override
    public void sendHandle(ByteBuffer data, TransportSocket handle) {
        core.checkThread();
        if (!data.hasRemaining()) {
            throw new IllegalArgumentException("a handle travels with at least one byte");
        }
        UserBuffers.checkReadable(data);
        long descriptor = handle.fileno();
        if (descriptor < 0) {
            throw new IllegalArgumentException("the handle is closed: " + handle);
        }
        if (accepts(true)) {
            write(data, copyOf(descriptor));
        } else {
            data.position(data.limit());
        }
    }

    /// Opens any socket as a pipe, because only its descriptor is sent.
    private UvPipe copyOf(long descriptor) {
        try {
            UvPipe carrier = new UvPipe(core.uv(), ON_ITS_WAY);
            try (OpenedDescriptors copies = new OpenedDescriptors()) {
                copies.giveTo(carrier, copies.open(() -> (int) Descriptors.duplicate(descriptor)));
                return carrier;
            } catch (Throwable thrown) {
                carrier.close();
                throw thrown;
            }
        } catch (UvFailure failure) {
            throw new UncheckedIOException(UvErrorMapping.toException(failure, null));
        }
    }

    // --- Receiving

    @Override
    public void onRead(long from, int count, int handles) {
        if (handles == 0) {
            super.onRead(from, count, handles);
            return;
        }
        try {
            receive(from, count, handles);
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    private void receive(long from, int count, int handles) {
        List<UvReceivedHandle> received = acceptAll(handles);
        unclaimed.addAll(received);
        if (isClosing()) {
            received.forEach(UvReceivedHandle::close);
        } else {
            read(from, count, bytes -> deliver(received, bytes));
        }
    }

    private void deliver(List<UvReceivedHandle> received, Runnable bytes) {
        delivering = true;
        try {
            received.forEach(this::deliver);
            bytes.run();
        } finally {
            delivering = false;
            succeed();
        }
    }

    private void succeed() {
        BaseProtocol next = successor;
        if (next != null) {
            successor = null;
            super.setProtocol(next);
        }
    }

    @Override
    public BaseProtocol protocol() {
        BaseProtocol current = super.protocol();
        return successor != null ? successor : current;
    }

    /// While handles are being delivered, their bytes are already in the buffer of the current protocol, so
    /// that protocol still receives them.
    @Override
    public void setProtocol(BaseProtocol newProtocol) {
        if (delivering) {
            core.checkThread();
            successor = StreamDirection.BOTH.checked(newProtocol);
        } else {
            super.setProtocol(newProtocol);
        }
    }

    private List<UvReceivedHandle> acceptAll(int handles) {
        List<UvReceivedHandle> received = new ArrayList<>();
        for (int i = 0; i < handles; i++) {
            boolean isTcp = pipe.pendingType().filter(HandleType.TCP::equals).isPresent();
            UvStream stream = isTcp ? new UvTcp(core.uv(), ON_ITS_WAY) : new UvPipe(core.uv(), ON_ITS_WAY);
            try {
                UvFailure.check("uv_accept", pipe.acceptPassed(stream));
                stream.neverBlock();
                received.add(new UvReceivedHandle(core, transports, stream, unclaimed::remove));
            } catch (UvFailure failure) {
                stream.close();
                Log.warn("a handle that came over {0} was lost: {1}", this, failure.getMessage());
            }
        }
        return received;
    }

    private void deliver(UvReceivedHandle handle) {
        if (isClosing()) {
            handle.close();
            return;
        }
        if (!(protocol() instanceof IpcProtocol receiver)) {
            Log.warn("a handle that came over {0} was closed: its protocol takes none", this);
            handle.close();
            return;
        }
        try {
            receiver.handleReceived(handle);
        } catch (Throwable thrown) {
            protocolFailed("handleReceived", thrown);
        }
    }

    @Override
    protected void detach() {
        super.detach();
        List.copyOf(unclaimed).forEach(UvReceivedHandle::close);
    }
}
