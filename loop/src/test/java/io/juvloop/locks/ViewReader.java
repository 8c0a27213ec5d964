package io.juvloop.locks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

/// Reads data, waits, and reads it again; then reads all data that follow.
///
/// Loop thread only, except [#length] and [#text].
final class ViewReader {
    private final Gate gate;
    private final Events pieces = new Events();
    private volatile String change = "";

    ViewReader(Gate gate) {
        this.gate = gate;
    }

    void take(ByteBuffer data) {
        String before = US_ASCII.decode(data.duplicate()).toString();
        if (pieces.all().isEmpty()) {
            gate.pass();
        }
        String after = US_ASCII.decode(data.duplicate()).toString();
        if (!after.equals(before)) {
            change = before + " became " + after;
        }
        pieces.add(after);
    }

    int length() {
        return together().length();
    }

    /// All data, as read after the wait.
    String text() {
        assertThat(change).as("a change while the protocol waited").isEmpty();
        return together();
    }

    private String together() {
        return String.join("", pieces.all());
    }
}
