package io.juvloop.streams;

import io.juvloop.EventLoop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Readers that a test feeds by hand.
///
/// Loop thread only.
final class Fed {
    private Fed() {}

    static StreamReader reader(EventLoop loop) {
        return reader(loop, StreamOptions.DEFAULT.limit());
    }

    static StreamReader reader(EventLoop loop, int limit) {
        return new StreamReader(loop, limit);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static void feed(StreamReader reader, String text) {
        reader.feedData(ByteBuffer.wrap(bytes(text)));
    }

    /// Feeds in the next turn, when a task that reads now has begun to wait.
    static void feedSoon(EventLoop loop, StreamReader reader, String text) {
        loop.callSoon(() -> feed(reader, text));
    }
}
