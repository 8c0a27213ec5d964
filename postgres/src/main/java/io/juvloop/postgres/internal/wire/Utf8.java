package io.juvloop.postgres.internal.wire;

import java.nio.charset.StandardCharsets;

/// Text on the wire, which is always UTF-8: the start-up asks the server for it.
///
/// Encoding is a loop of its own, because the JDK's replaces an unpaired surrogate by a question mark, which would
/// store another text than the caller gave, and makes an array for each text.
///
/// Any thread; it keeps nothing.
public final class Utf8 {
    private static final int ASCII_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;
    private static final int MOST_BYTES = 3; // of a char; a pair has four

    private Utf8() {}

    /// Puts text.
    ///
    /// @return how many bytes it has
    /// @throws IllegalArgumentException for a NUL or an unpaired surrogate; some bytes may have been put
    static int encode(String text, OutBuffer out) {
        int length = text.length();
        int at = out.extend(length);
        if (putPlain(text, length, out.array(), at) == length) {
            return length;
        }
        out.shrink(length);
        return encodeRest(text, 0, out);
    }

    /// Puts text.
    ///
    /// @throws IllegalArgumentException for a NUL or an unpaired surrogate; some bytes may have been put
    static void encode(CharSequence text, OutBuffer out) {
        if (text instanceof String string) {
            var _ = encode(string, out);
            return;
        }
        int length = text.length();
        int at = out.extend(length);
        int plain = putPlain(text, length, out.array(), at);
        if (plain < length) {
            out.shrink(length - plain);
            var _ = encodeRest(text, plain, out);
        }
    }

    /// Puts all of a text that is ASCII without NUL. It leaves no loop early and calls no interface, so the compiler
    /// unrolls it.
    ///
    /// @return how many characters are put: all or none
    private static int putPlain(String text, int length, byte[] bytes, int at) {
        int seen = 0;
        for (int i = 0; i < length; i++) {
            int c = text.charAt(i);
            seen |= c | (c - 1); // of NUL, all bits
            bytes[at + i] = (byte) c;
        }
        return (seen & ~(ASCII_END - 1)) == 0 ? length : 0;
    }

    /// Puts the beginning of a text, as far as it is ASCII without NUL.
    ///
    /// @return how many characters are put
    private static int putPlain(CharSequence text, int length, byte[] bytes, int at) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0 || c >= ASCII_END) {
                return i;
            }
            bytes[at + i] = (byte) c;
        }
        return length;
    }

    /// Puts the end of a text, of whatever characters.
    ///
    /// @return how many bytes it has
    static int encodeRest(CharSequence text, int from, OutBuffer out) {
        int length = text.length();
        int room = (int) Math.min((long) (length - from) * MOST_BYTES, Integer.MAX_VALUE); // which is refused
        int start = out.extend(room);
        byte[] bytes = out.array();
        int at = start;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c < ASCII_END) {
                bytes[at++] = (byte) requireNoNul(c, i);
            } else if (c < TWO_BYTES_END) {
                bytes[at++] = (byte) (0xc0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isSurrogate(c)) {
                at = putPair(text, i++, bytes, at);
            } else {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        out.shrink(room - (at - start));
        return at - start;
    }

    private static int putPair(CharSequence text, int index, byte[] bytes, int start) {
        char high = text.charAt(index);
        if (!Character.isHighSurrogate(high)
                || index + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(index + 1))) {
            throw new IllegalArgumentException("the text has an unpaired surrogate at index " + index);
        }
        int point = Character.toCodePoint(high, text.charAt(index + 1));
        int at = start;
        bytes[at++] = (byte) (0xf0 | (point >> 18));
        bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[at++] = (byte) (0x80 | (point & 0x3f));
        return at;
    }

    private static char requireNoNul(char c, int index) {
        if (c == 0) {
            throw new IllegalArgumentException("the text has a NUL at index " + index);
        }
        return c;
    }

    /// Refuses text that cannot be sent inside of a message, before the message is begun.
    ///
    /// @param what names it in the exception
    /// @param text a name or a statement
    /// @return the text
    /// @throws IllegalArgumentException if it has a NUL
    public static String requireNoNul(String what, String text) {
        int at = text.indexOf('\0');
        if (at >= 0) {
            throw new IllegalArgumentException(what + " has a NUL at index " + at);
        }
        return text;
    }

    /// Decodes text; bytes that are no UTF-8 become the replacement character, as servers with SQL_ASCII may send
    /// them.
    ///
    /// @param block where it is
    /// @param offset its first byte
    /// @param length bytes
    /// @return the text
    public static String decode(byte[] block, int offset, int length) {
        return new String(block, offset, length, StandardCharsets.UTF_8);
    }
}
