package io.juvloop.internal.net;

import io.juvloop.bindings.Abi;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.PosixSockets;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The name of a unix domain socket: a path, or a name in Linux's abstract namespace, checked to fit a socket
/// address, into which libuv before 1.46 would silently cut it.
///
/// Any thread. Immutable. See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
public record UnixPath(String name) {
    private static final int FILE_TYPE = 0xf000;
    private static final int SOCKET = 0xc000;

    public UnixPath {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the path of the socket is empty");
        }
        if (name.indexOf('\0', 1) >= 0) {
            throw new IllegalArgumentException("the path of the socket has a NUL inside");
        }
        if (isAbstract(name) && !Host.current().isLinux()) {
            throw new IllegalArgumentException("abstract socket names exist on Linux only");
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length + (isAbstract(name) ? 0 : 1);
        if (!Host.current().isWindows() && length > Abi.SUN_PATH_BYTES) {
            throw new IllegalArgumentException("the path of the socket is too long: " + length + " bytes with its end, "
                    + Abi.SUN_PATH_BYTES + " fit: " + name);
        }
    }

    /// The name that an address of the JDK's stands for.
    public static UnixPath of(UnixDomainSocketAddress address) {
        return new UnixPath(PosixSockets.nameOf(address));
    }

    private static boolean isAbstract(String name) {
        return name.charAt(0) == 0;
    }

    boolean isAbstract() {
        return isAbstract(name);
    }

    /// Whether a file of the operating system stands for it.
    boolean isFile() {
        return !isAbstract() && !Host.current().isWindows();
    }

    /// Removes a socket file that is in the way; any other file is left alone.
    public void removeStaleSocket() throws IOException {
        if (!isFile()) {
            return;
        }
        Path path = Path.of(name);
        try {
            int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & FILE_TYPE) == SOCKET) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException nothingThere) {
            // the usual case
        }
    }

    /// What tells this file from another of the same name.
    @Nullable
    Object identity() throws IOException {
        return Files.getAttribute(Path.of(name), "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /// Removes the file if it still is the one with an identity.
    void removeIfStill(Object identity) throws IOException {
        try {
            if (identity.equals(identity())) {
                Files.deleteIfExists(Path.of(name));
            }
        } catch (NoSuchFileException goneAlready) {
            // somebody else removed it, which is what we want
        }
    }

    @Override
    public String toString() {
        return name.replace('\0', '@');
    }
}
