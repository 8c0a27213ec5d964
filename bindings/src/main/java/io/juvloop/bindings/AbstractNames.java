package io.juvloop.bindings;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Names in Linux's abstract namespace, written as paths. The JDK's addresses of unix sockets hold nothing but a
/// path, so an `@` at the front stands for the NUL, as in the output of tools.
///
/// Such a name may contain any bytes, but a path may not. The bytes that a path cannot hold are written as in
/// Linux's own tables, as a backslash and three octal digits: `\000` for NUL, `\057` for a slash at the end or
/// after another slash, and `\134` for a backslash that would otherwise begin such an escape.
///
/// Any thread. Stateless. See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
final class AbstractNames {
    /// Stands for the leading NUL.
    static final byte MARK = '@';

    private static final byte ESCAPE = '\\';
    private static final int DIGITS = 3;
    private static final int BITS = 3;
    private static final int HIGHEST = 0xff;

    private AbstractNames() {}

    /// Returns the path that stands for a name.
    ///
    /// @param name that begins with NUL
    /// @return bytes of a relative path
    static byte[] escape(byte[] name) {
        ByteArrayOutputStream path = new ByteArrayOutputStream(name.length);
        path.write(MARK);
        for (int i = 1; i < name.length; i++) {
            if (isToBeEscaped(name, i)) {
                path.write(ESCAPE);
                for (int digit = DIGITS - 1; digit >= 0; digit--) {
                    path.write('0' + ((name[i] >> (digit * BITS)) & 7));
                }
            } else {
                path.write(name[i]);
            }
        }
        return path.toByteArray();
    }

    private static boolean isToBeEscaped(byte[] name, int at) {
        return switch (name[at]) {
            case 0 -> true;
            case '/' -> at == name.length - 1 || name[at - 1] == '/';
            case ESCAPE -> escaped(name, at) >= 0;
            default -> false;
        };
    }

    /// Returns the byte that an escape stands for, or -1 if there is no escape.
    private static int escaped(byte[] text, int at) {
        if (text[at] != ESCAPE || at + DIGITS >= text.length) {
            return -1;
        }
        int value = 0;
        for (int i = at + 1; i <= at + DIGITS; i++) {
            if (text[i] < '0' || text[i] > '7') {
                return -1;
            }
            value = (value << BITS) | (text[i] - '0');
        }
        return value <= HIGHEST ? value : -1;
    }

    /// Reverses [#escape].
    ///
    /// @param path that begins with [#MARK]
    /// @return the name, which begins with NUL
    static byte[] unescape(byte[] path) {
        byte[] name = new byte[path.length];
        int length = 1;
        for (int i = 1; i < path.length; i++) {
            int escaped = escaped(path, i);
            name[length++] = escaped < 0 ? path[i] : (byte) escaped;
            i += escaped < 0 ? 0 : DIGITS;
        }
        return Arrays.copyOf(name, length);
    }

    /// Protects a path from being read as an abstract name.
    ///
    /// @param path of a file
    /// @return the same path, or an equivalent one
    static byte[] asPath(byte[] path) {
        if (path[0] != MARK) {
            return path;
        }
        byte[] longer = new byte[path.length + 2];
        longer[0] = '.';
        longer[1] = '/';
        System.arraycopy(path, 0, longer, 2, path.length);
        return longer;
    }
}
