package io.juvloop.bindings;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Names in Linux's abstract namespace in the form of paths, which is all that the JDK's addresses of unix sockets can
/// hold: an `@` at the front, as tools print it, stands for the NUL.
///
/// Such a name may have any bytes, of which a path cannot have all. Those are written as Linux's own tables write what
/// they cannot hold, as a backslash and three octal digits: `\000` for NUL, `\057` for a slash at the end or behind
/// another, which a path loses, and `\134` for a backslash before what would be read as such an escape.
///
/// Any thread. Stateless. See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
final class AbstractNames {
    /// What stands for the first NUL.
    static final byte MARK = '@';

    private static final byte ESCAPE = '\\';
    private static final int DIGITS = 3;
    private static final int BITS = 3;
    private static final int HIGHEST = 0xff;

    private AbstractNames() {}

    /// The path that stands for a name.
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

    /// The byte that an escape stands for, or -1 if there is none.
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

    /// Undoes [#escape].
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

    /// A path that is not to be taken for an abstract name.
    ///
    /// @param path of a file
    /// @return the same, or one to the same file
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
