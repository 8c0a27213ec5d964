package io.juvloop.bindings;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// Converts file names between the JDK and libuv, byte for byte.
///
/// On Unix a name is bytes, and the JDK's [Path] keeps them even if they are no text in the encoding of the
/// process. Only the URI of a path makes those bytes public, so such names go through it. Windows and libuv use
/// UTF-8.
///
/// Any thread. Stateless.
public final class FileNames {
    private static final char REPLACEMENT = '\ufffd';
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// The encoding in which the JDK writes file names.
    private static final Charset ENCODING = Platform.current().isWindows()
            ? StandardCharsets.UTF_8
            : Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private FileNames() {}

    /// Converts a path for libuv.
    ///
    /// @param path of the default file system
    /// @return its bytes, without NUL, never empty
    /// @throws IllegalArgumentException for a path of another file system
    public static byte[] toBytes(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("not a path of the default file system: " + path);
        }
        String text = path.toString();
        if (text.isEmpty()) {
            return new byte[] {'.'};
        }
        return text.indexOf(REPLACEMENT) < 0 ? text.getBytes(ENCODING) : bytesByUri(path);
    }

    /// A URI is absolute, but the target of a link may have to stay relative. The URI of a directory, or of a
    /// link to one, ends in a slash, which would make the system follow the link.
    private static byte[] bytesByUri(Path path) {
        byte[] whole = withoutSlash(bytesOfUri(path.toUri()));
        if (path.isAbsolute()) {
            return whole;
        }
        int above = withoutSlash(bytesOfUri(Path.of("").toUri())).length;
        return Arrays.copyOfRange(whole, whole[above] == '/' ? above + 1 : above, whole.length);
    }

    private static byte[] withoutSlash(byte[] name) {
        int last = name.length - 1;
        return last > 0 && name[last] == '/' ? Arrays.copyOf(name, last) : name;
    }

    private static byte[] bytesOfUri(URI uri) {
        String text = uri.getRawPath();
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) text.charAt(i));
            }
        }
        byte[] exact = new byte[bytes.position()];
        bytes.get(0, exact);
        return exact;
    }

    /// Converts a name from libuv.
    ///
    /// @param name bytes without NUL, of a relative or an absolute path
    /// @return the path that stands for them
    public static Path toPath(byte[] name) {
        try {
            return Path.of(ENCODING.newDecoder().decode(ByteBuffer.wrap(name)).toString());
        } catch (CharacterCodingException noText) {
            return pathOfUri(name);
        }
    }

    private static Path pathOfUri(byte[] name) {
        boolean absolute = name[0] == '/';
        StringBuilder uri = new StringBuilder("file://").append(absolute ? "" : "/");
        for (byte each : name) {
            if (each == '/') {
                uri.append('/');
            } else {
                HEX.toHexDigits(uri.append('%'), each);
            }
        }
        Path path = Path.of(URI.create(uri.toString()));
        return absolute ? path : path.subpath(0, path.getNameCount()); // `relativize` would drop a dot
    }
}
