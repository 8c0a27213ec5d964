package io.juvloop.names;

import com.sun.jna.LastErrorException;
import io.juvloop.net.peer.Libc;
import java.util.ArrayList;
import java.util.List;

/// A listening Unix domain socket whose queue is full, until a waiting connection is accepted.
///
/// Any thread. For Linux, where such a listener answers EAGAIN.
final class FullQueue implements AutoCloseable {
    private static final int EAGAIN = 11;

    private final byte[] name;
    private final int listener;
    private final List<Integer> waiting = new ArrayList<>();

    /// @param name a path, or a name that begins with NUL
    FullQueue(byte[] name) {
        this.name = name;
        listener = ByteNames.bound(Libc.SOCK_STREAM, name);
        Libc.INSTANCE.listen(listener, 1);
        while (enters()) {
            // until it is full
        }
    }

    private boolean enters() {
        int fd = Libc.INSTANCE.socket(Libc.AF_UNIX, Libc.SOCK_STREAM, 0);
        Libc.nonBlocking(fd);
        waiting.add(fd);
        try {
            ByteNames.connect(fd, name);
            return true;
        } catch (LastErrorException full) {
            if (full.getErrorCode() != EAGAIN) {
                throw full;
            }
            return false;
        }
    }

    /// Accepts all waiting connections, so that there is room.
    void accept() {
        for (int i = 1; i < waiting.size(); i++) {
            Libc.INSTANCE.close(Libc.INSTANCE.accept(listener, null, null));
        }
    }

    /// Accepts the next connection.
    ///
    /// @return the descriptor
    int next() {
        return Libc.INSTANCE.accept(listener, null, null);
    }

    @Override
    public void close() {
        waiting.forEach(Libc.INSTANCE::close);
        Libc.INSTANCE.close(listener);
    }
}
