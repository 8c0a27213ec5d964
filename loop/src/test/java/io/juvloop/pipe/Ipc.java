package io.juvloop.pipe;

import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.ipc.IpcProtocol;
import io.juvloop.ipc.IpcTransport;
import io.juvloop.ipc.ReceivedHandle;
import io.juvloop.net.peer.Libc;
import io.juvloop.testing.Await;
import io.juvloop.testing.RecordingProtocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One end of a connection that passes handles: records its events, with handles as `handle`.
///
/// Loop thread only.
class Ipc extends RecordingProtocol implements IpcProtocol {
    private final List<ReceivedHandle> handles = new ArrayList<>();
    private final StringBuilder order = new StringBuilder();

    /// Two ends on one loop.
    static Ipc[] pair(EventLoop loop) {
        int[] sockets = Posix.socketPair(Libc.SOCK_STREAM);
        return new Ipc[] {over(loop, sockets[0]), over(loop, sockets[1])};
    }

    /// An end over a Unix socket that other code created.
    static Ipc over(EventLoop loop, int socket) {
        ConnectOptions options = ConnectOptions.DEFAULT.withSocket(socket).withIpc(true);
        return loop.runUntilComplete(loop.createUnixConnection(Ipc::new, (String) null, options))
                .protocol();
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    IpcTransport ipc() {
        return (IpcTransport) transport();
    }

    List<ReceivedHandle> handles() {
        return List.copyOf(handles);
    }

    /// The bytes in order, with a `*` for each handle.
    String order() {
        return order.toString();
    }

    ReceivedHandle handle(EventLoop loop, int index) {
        Await.until(loop, "handle " + index, () -> handles.size() > index);
        return handles.get(index);
    }

    @Override
    public void handleReceived(ReceivedHandle handle) {
        handles.add(handle);
        order.append('*');
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        order.append(StandardCharsets.UTF_8.decode(data.duplicate()));
        super.dataReceived(data);
    }

    /// Ends two connections and waits until both are lost.
    static void end(EventLoop loop, Ipc... ends) {
        for (Ipc end : ends) {
            end.transport().close();
        }
        for (Ipc end : ends) {
            Await.until(loop, end::isLost);
        }
    }
}
