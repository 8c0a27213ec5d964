package io.juvloop.internal.descriptor;

import io.juvloop.bindings.UvPoll;
import java.nio.channels.SelectionKey;

/// The two things that a descriptor can be ready for.
///
/// Any thread.
public enum Direction {
    /// To be read or accepted from.
    READ(UvPoll.READABLE, SelectionKey.OP_READ | SelectionKey.OP_ACCEPT, "reads from"),

    /// To be written or connected.
    WRITE(UvPoll.WRITABLE, SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT, "writes to");

    private final int event;
    private final int operations;
    private final String doing;

    Direction(int event, int operations, String doing) {
        this.event = event;
        this.operations = operations;
        this.doing = doing;
    }

    /// libuv's bit for it.
    int event() {
        return event;
    }

    /// The operations of the JDK's selectors that it stands for.
    int operations() {
        return operations;
    }

    @Override
    public String toString() {
        return doing;
    }
}
