package io.juvloop.streams;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Readers that a test feeds itself.
///
/// Loop thread only.
final class FedReader {
    private FedReader() {}

    static StreamReader reader(EventLoop loop) {
        return reader(loop, StreamOptions.DEFAULT.limit());
    }

    static StreamReader reader(EventLoop loop, int limit) {
        return new StreamReader(loop, limit);
    }

    /// Makes a reader one of a connection, whose memory is native; the caller must call `connectionLost`.
    static StreamReaderProtocol connect(StreamReader reader) {
        StreamReaderProtocol protocol = new StreamReaderProtocol(reader);
        protocol.connectionMade(transport(new ArrayList<>()));
        return protocol;
    }

    /// A transport that only records its calls, without information about itself.
    static Transport transport(List<String> calls) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals("extraInfo")) {
                calls.add(method.getName());
            }
            return null;
        };
        return (Transport)
                Proxy.newProxyInstance(Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, handler);
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

    /// Feeds in the next iteration, when a task that reads now has begun to wait.
    static void feedSoon(EventLoop loop, StreamReader reader, String text) {
        loop.callSoon(() -> feed(reader, text));
    }
}
