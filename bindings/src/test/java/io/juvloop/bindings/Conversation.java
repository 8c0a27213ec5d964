package io.juvloop.bindings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// Two connected TCP streams on one loop: the test owns and reads the near one, and the far one sends it one
/// byte.
///
/// Where the loop polls itself, a listener other than [ReadEvents] leaves the byte unread.
final class Conversation {
    private static final int BACKLOG = 16;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    private final UvLoop loop;
    private final UvTcp near;
    private final UvTcp far;
    private Consumer<UvTcp> whenConnected = stream -> {};

    Conversation(UvLoop loop, StreamEvents events) {
        this.loop = loop;
        this.far = new UvTcp(loop, new StreamEvents() {});
        UvTcp[] listener = new UvTcp[1];
        listener[0] = listener(loop, new StreamEvents() {
            @Override
            public void onConnection(int status) {
                greet(listener[0]);
            }
        });
        this.near = new UvTcp(loop, new StreamEvents() {
            @Override
            public void onConnected(int status) {
                connected(status, events);
            }
        });
        UvFailure.check("uv_tcp_connect", near.connect(listener[0].localName().orElseThrow()));
    }

    /// A stream that listens on its own port.
    static UvTcp listener(UvLoop loop, StreamEvents events) {
        UvTcp listener = new UvTcp(loop, events);
        UvFailure.check("uv_tcp_bind", listener.bind(ANY_PORT, 0));
        UvFailure.check("uv_listen", listener.listen(BACKLOG));
        return listener;
    }

    UvTcp near() {
        return near;
    }

    UvTcp far() {
        return far;
    }

    /// Runs an action with the near stream as soon as it is connected.
    Conversation whenConnected(Consumer<UvTcp> action) {
        whenConnected = action;
        return this;
    }

    private void greet(UvTcp listener) {
        UvFailure.check("uv_accept", listener.accept(far));
        UvFailure.check("uv_try_write", far.tryWrite(loop.allocate(1)));
    }

    private void connected(int status, StreamEvents events) {
        if (status == UvErrors.ECANCELED) {
            return; // the test has closed it
        }
        UvFailure.check("connect", status);
        if (events instanceof ReadEvents reading) {
            reading.of(near);
        } else {
            near.events(events);
        }
        UvFailure.check("uv_read_start", near.readStart());
        whenConnected.accept(near);
    }
}
