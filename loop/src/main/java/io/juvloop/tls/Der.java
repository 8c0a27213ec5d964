package io.juvloop.tls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// As much of DER as it takes to put a key in the form from before PKCS#8 into a PKCS#8 frame, to read how one is
/// encrypted, and to know a file in DER from one in PEM.
///
/// Any thread. Stateless. See [X.690](https://www.itu.int/rec/T-REC-X.690) and RFC 5958.
final class Der {
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = {0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1};
    private static final byte[] NULL = {5, 0};
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final int OCTETS = 0x04;
    private static final int OBJECT_ID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;
    private static final int SHORT_LENGTH = 0x80;
    private static final int BYTE = 0xff;

    private Der() {}

    /// The PKCS#8 form of a PKCS#1 key.
    static byte[] ofPkcs1(byte[] key) {
        return framed(RSA, NULL, key);
    }

    /// The PKCS#8 form of a SEC1 key.
    ///
    /// @param curve the object identifier of its curve, for a key that does not name it
    /// @return null if nothing names the curve
    static byte @Nullable [] ofSec1(byte[] key, byte @Nullable [] curve) {
        byte[] named = curveOf(key);
        byte[] known = named == null ? curve : named;
        return known == null ? null : framed(EC, known, key);
    }

    private static byte[] framed(byte[] algorithm, byte[] parameters, byte[] key) {
        return value(SEQUENCE, join(VERSION_0, value(SEQUENCE, join(algorithm, parameters)), value(OCTETS, key)));
    }

    /// Whether the bytes are an object identifier, as those of a block EC PARAMETERS with a name.
    static boolean isObjectId(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == OBJECT_ID;
    }

    /// Whether the bytes begin with a sequence of more than 127 bytes, as every certificate and
    /// revocation list does and no text.
    static boolean isLongSequence(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == SEQUENCE && (bytes[1] & BYTE) > SHORT_LENGTH;
    }

    private static byte @Nullable [] curveOf(byte[] sec1) {
        int[] whole = header(sec1, 0);
        int at = whole[0];
        while (at < Math.min(sec1.length, whole[0] + whole[1])) {
            int[] part = header(sec1, at);
            if ((sec1[at] & BYTE) == PARAMETERS) {
                byte[] inside = Arrays.copyOfRange(sec1, part[0], part[0] + part[1]);
                return isObjectId(inside) ? inside : null;
            }
            at = part[0] + part[1];
        }
        return null;
    }

    /// One value.
    static final class Value {
        private final int tag;
        private final byte[] content;

        private Value(int tag, byte[] content) {
            this.tag = tag;
            this.content = content;
        }

        byte[] content() {
            return content;
        }

        boolean isSequence() {
            return tag == SEQUENCE;
        }

        /// The values in a sequence: one at least.
        ///
        /// @throws IllegalArgumentException if it is something else, or broken
        List<Value> parts() {
            if (!isSequence()) {
                throw new IllegalArgumentException("the DER has no sequence where one must be");
            }
            return values(content);
        }
    }

    /// The values that stand one behind the other: one at least.
    ///
    /// @throws IllegalArgumentException if they are broken
    static List<Value> values(byte[] bytes) {
        List<Value> found = new ArrayList<>();
        int at = 0;
        do {
            int[] part = header(bytes, at);
            int end = part[0] + part[1];
            found.add(new Value(bytes[at] & BYTE, Arrays.copyOfRange(bytes, part[0], end)));
            at = end;
        } while (at < bytes.length);
        return found;
    }

    /// Whether the bytes are one sequence, and nothing is behind it.
    static boolean isSequence(byte[] bytes) {
        try {
            int[] whole = header(bytes, 0);
            return bytes[0] == SEQUENCE && whole[0] + whole[1] == bytes.length;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /// Where the content of a value begins, and its length.
    ///
    /// @throws IllegalArgumentException if it does not fit
    private static int[] header(byte[] bytes, int at) {
        if (at + 2 > bytes.length) {
            throw new IllegalArgumentException("the DER ends early");
        }
        int first = bytes[at + 1] & BYTE;
        int count = first < SHORT_LENGTH ? 0 : first - SHORT_LENGTH;
        int length = count == 0 ? first : 0;
        if (count > Integer.BYTES - 1 || at + 2 + count > bytes.length) {
            throw new IllegalArgumentException("the DER has a length that does not fit");
        }
        for (int i = 0; i < count; i++) {
            length = (length << Byte.SIZE) | (bytes[at + 2 + i] & BYTE);
        }
        int start = at + 2 + count;
        if (length > bytes.length - start) {
            throw new IllegalArgumentException("the DER has a length that does not fit");
        }
        return new int[] {start, length};
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < SHORT_LENGTH) {
            out.write(content.length);
        } else {
            int count = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + Byte.SIZE - 1) / Byte.SIZE;
            out.write(SHORT_LENGTH + count);
            for (int i = count - 1; i >= 0; i--) {
                out.write(content.length >> (i * Byte.SIZE));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
