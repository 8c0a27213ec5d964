package io.juvloop.internal.tls;

import io.juvloop.bindings.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import javax.net.ssl.SSLException;

/// Reads the headers of records before any engine does: a peer that does not speak TLS is recognized by its first
/// bytes, and a record is decrypted only when all of it is here.
///
/// Any thread. Stateless. See [RFC 8446, section 5](https://www.rfc-editor.org/rfc/rfc8446#section-5).
final class Records {
    static final int HEADER = 5;

    /// How much data one record carries.
    static final int MOST_DATA = 16 * 1024;

    /// How much data fills one of the JDK's: in TLS 1.3 it adds the type and 16 bytes of padding.
    static final int FILLING = MOST_DATA - 17;

    /// How long one may be, with what older versions may add.
    static final int LARGEST = HEADER + MOST_DATA + 2048;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int DATA = 23;

    private static final int BYTE = 0xff;
    private static final int MAJOR = 3;
    private static final int NEWEST_MINOR = 4;

    private Records() {}

    /// The type of the record that begins here.
    static int type(MemorySegment bytes, long at) {
        return bytes.get(ValueLayout.JAVA_BYTE, at) & BYTE;
    }

    /// How long the record is that begins here.
    ///
    /// @param count of the bytes that are here
    /// @return its length with its header; 0 if not all of it is here
    /// @throws SSLException if it is no record of TLS
    static int size(MemorySegment bytes, long at, int count) throws SSLException {
        if (count > 0) {
            checkType(type(bytes, at));
        }
        if (count > 1 && (bytes.get(ValueLayout.JAVA_BYTE, at + 1) & BYTE) != MAJOR) {
            throw new SSLException("the peer does not speak TLS: its record has no version of TLS");
        }
        if (count > 2 && (bytes.get(ValueLayout.JAVA_BYTE, at + 2) & BYTE) > NEWEST_MINOR) {
            throw new SSLException("the peer does not speak TLS: its record has no version of TLS");
        }
        if (count < HEADER) {
            return 0;
        }
        int size = HEADER
                + ((bytes.get(ValueLayout.JAVA_BYTE, at + 3) & BYTE) << Byte.SIZE)
                + (bytes.get(ValueLayout.JAVA_BYTE, at + 4) & BYTE);
        if (size > LARGEST || size == HEADER) {
            throw new SSLException("the peer's record has " + (size - HEADER) + " bytes, which no record has");
        }
        return size <= count ? size : 0;
    }

    private static void checkType(int type) throws SSLException {
        if (type < CHANGE_CIPHER_SPEC || type > DATA) {
            throw new SSLException("the peer does not speak TLS: its first byte is " + type);
        }
    }

    /// The bytes at an address, copied.
    static byte[] copy(long address, int count) {
        byte[] bytes = new byte[count];
        Memory.copyOut(address, bytes, 0, count);
        return bytes;
    }
}
