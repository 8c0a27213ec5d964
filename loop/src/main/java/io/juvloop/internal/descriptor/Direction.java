package io.juvloop.internal.descriptor;

import io.juvloop.bindings.UvPoll;
import java.nio.channels.SelectionKey;

/// The two kinds of readiness of a descriptor.
///
/// Any thread.
public enum Direction {
    /// Ready to be read or accepted from.
    READ(UvPoll.READABLE, SelectionKey.OP_READ | SelectionKey.OP_ACCEPT, "reads from"),

    /// Ready to be written, or connected.
    WRITE(UvPoll.WRITABLE, SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT, "writes to");

    private final int event;
    private final int operations;
    private final String doing;

    Direction(int event, int operations, String doing) {
        this.event = event;
        this.operations = operations;
        this.doing = doing;
    }

    /// libuv's event bit.
    int event() {
        return event;
    }

    /// The operations of the JDK's selectors for this direction.
    int operations() {
        return operations;
    }

    @Override
    public String toString() {
        return doing;
    }
}
