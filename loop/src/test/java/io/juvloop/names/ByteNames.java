package io.juvloop.names;

import io.juvloop.net.peer.Libc;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files and sockets whose names are not valid text in any encoding of a process. The JDK accepts such names
/// only as a URI, and the C library takes them unchanged.
///
/// Any thread. Stateless.
final class ByteNames {
    /// The bytes in hexadecimal: neither ASCII nor UTF-8.
    static final String BYTES = "ff78fe";

    private ByteNames() {}

    /// A file in a folder whose own path is ASCII.
    static Path file(Path folder, String hex) {
        StringBuilder uri = new StringBuilder(folder.toUri().toString());
        for (byte each : HexFormat.of().parseHex(hex)) {
            uri.append('%').append(HexFormat.of().toHexDigits(each));
        }
        return Path.of(URI.create(uri.toString()));
    }

    /// The bytes of such a file's path.
    static byte[] bytes(Path folder, String hex) {
        return concat(
                (folder + "/").getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().parseHex(hex));
    }

    /// A name in the abstract namespace that only this process uses.
    static byte[] abstractName(String hex) {
        String start = "\0juvloop-" + ProcessHandle.current().pid() + "-";
        return concat(start.getBytes(StandardCharsets.US_ASCII), HexFormat.of().parseHex(hex));
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    /// The files of a folder.
    static Set<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    /// A Unix socket bound to a path or an abstract name, unchanged.
    static int bound(int type, byte[] name) {
        int fd = Libc.INSTANCE.socket(Libc.AF_UNIX, type, 0);
        byte[] address = address(name);
        Libc.INSTANCE.bind(fd, address, address.length);
        return fd;
    }

    /// Connects it.
    static void connect(int fd, byte[] name) {
        byte[] address = address(name);
        Libc.INSTANCE.connect(fd, address, address.length);
    }

    /// A `sockaddr_un` of Linux without padding after its name.
    private static byte[] address(byte[] name) {
        byte[] address = concat(new byte[] {Libc.AF_UNIX, 0}, name);
        return name[0] == 0 ? address : concat(address, new byte[1]);
    }

    /// The next bytes that a socket receives.
    static String received(int fd) {
        byte[] bytes = new byte[100];
        int count = (int) Libc.INSTANCE.read(fd, bytes, bytes.length);
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    static void send(int fd, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Libc.INSTANCE.write(fd, bytes, bytes.length);
    }
}
