package io.juvloop.internal.stream;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live connections of a server: a linked list through the transports, because a set would need an object
/// for each.
///
/// Loop thread only.
public final class ServerConnections {
    private final Runnable onEmpty;
    private @Nullable StreamTransport first;
    private int count;

    public ServerConnections(Runnable onEmpty) {
        this.onEmpty = onEmpty;
    }

    void add(StreamTransport transport) {
        transport.nextSibling = first;
        if (first != null) {
            first.previousSibling = transport;
        }
        first = transport;
        count++;
    }

    /// Removes one, unless it was removed: after an error it is called again.
    @SuppressWarnings("ReferenceEquality") // the object is meant
    void remove(StreamTransport transport) {
        StreamTransport previous = transport.previousSibling;
        if (previous != null || first == transport) {
            StreamTransport next = transport.nextSibling;
            if (previous != null) {
                previous.nextSibling = next;
            } else {
                first = next;
            }
            if (next != null) {
                next.previousSibling = previous;
            }
            transport.previousSibling = null;
            transport.nextSibling = null;
            count--;
        }
        if (count == 0) {
            onEmpty.run();
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /// Visits each connection; a visit may end it.
    public void forEach(Consumer<StreamTransport> visitor) {
        StreamTransport transport = first;
        while (transport != null) {
            StreamTransport next = transport.nextSibling;
            visitor.accept(transport);
            transport = next;
        }
    }
}
