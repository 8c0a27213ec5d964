package io.juvloop.internal.tls;

import io.juvloop.tls.ClientHello;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Reads the first message of a client before there is an engine, because the server's name in it decides which
/// engine. The bytes stay for the engine, which judges them; what is not understood here is left out.
///
/// Any thread. Stateless. See [RFC 8446, section 4.1.2](https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2).
final class HelloReader {
    /// The longest message: no client sends more, and no attacker may fill the memory.
    static final int LONGEST = 16 * 1024;

    private static final int MESSAGE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = 34;
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;

    private HelloReader() {}

    /// Reads the message.
    ///
    /// @param count of the bytes that are here, whole records or not
    /// @return null if not all of it is here
    /// @throws SSLException if it is too long, or something else
    static @Nullable ClientHello read(MemorySegment bytes, int count) throws SSLException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int at = 0;
        for (int size = Records.size(bytes, at, count); size > 0; size = Records.size(bytes, at, count - at)) {
            if (Records.type(bytes, at) != Records.HANDSHAKE) {
                throw new SSLException("the client begins with something else than its hello");
            }
            message.write(
                    bytes.asSlice(at + (long) Records.HEADER, size - (long) Records.HEADER)
                            .toArray(ValueLayout.JAVA_BYTE),
                    0,
                    size - Records.HEADER);
            byte[] sofar = message.toByteArray();
            int wanted = length(sofar);
            if (sofar.length >= wanted) {
                return parse(sofar, wanted);
            }
            at += size;
        }
        if (count > LONGEST + Records.HEADER) {
            throw tooLong();
        }
        return null;
    }

    private static SSLException tooLong() {
        return new SSLException("the client's hello is longer than " + LONGEST + " bytes");
    }

    private static int length(byte[] message) throws SSLException {
        if (message.length < MESSAGE_HEADER) {
            return MESSAGE_HEADER;
        }
        int high = (message[1] & BYTE) << (2 * Byte.SIZE);
        int size = high + ((message[2] & BYTE) << Byte.SIZE) + (message[3] & BYTE);
        if (message[0] != CLIENT_HELLO) {
            throw new SSLException("the client begins with something else than its hello");
        }
        if (size > LONGEST) {
            throw tooLong();
        }
        return MESSAGE_HEADER + size;
    }

    private static ClientHello parse(byte[] message, int end) throws SSLException {
        try {
            ByteBuffer hello = ByteBuffer.wrap(message, MESSAGE_HEADER, end - MESSAGE_HEADER);
            skip(hello, RANDOM);
            skip(hello, hello.get() & BYTE);
            skip(hello, hello.getShort() & SHORT);
            skip(hello, hello.get() & BYTE);
            return extensions(hello);
        } catch (BufferUnderflowException | IllegalArgumentException broken) {
            throw new SSLException("the client's hello is broken", broken);
        }
    }

    private static void skip(ByteBuffer hello, int count) {
        hello.position(hello.position() + count);
    }

    private static ClientHello extensions(ByteBuffer hello) {
        String name = null;
        List<String> alpn = List.of();
        if (hello.remaining() >= Short.BYTES) {
            hello.getShort();
        }
        while (hello.remaining() >= 2 * Short.BYTES) {
            int type = hello.getShort() & SHORT;
            int size = hello.getShort() & SHORT;
            ByteBuffer body = hello.slice(hello.position(), size);
            skip(hello, size);
            if (type == SERVER_NAME) {
                name = serverName(body);
            } else if (type == ALPN) {
                alpn = protocols(body);
            }
        }
        return new ClientHello(name, alpn);
    }

    private static @Nullable String serverName(ByteBuffer body) {
        body.getShort();
        while (body.remaining() > Short.BYTES) {
            int kind = body.get();
            String name = text(body, body.getShort() & SHORT);
            if (kind == 0) {
                return name.toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static List<String> protocols(ByteBuffer body) {
        List<String> names = new ArrayList<>();
        body.getShort();
        while (body.hasRemaining()) {
            names.add(text(body, body.get() & BYTE));
        }
        return names;
    }

    private static String text(ByteBuffer body, int size) {
        byte[] bytes = new byte[size];
        body.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
