package io.juvloop.internal.net;

import io.juvloop.bindings.Abi;
import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.Host;
import io.juvloop.bindings.UnixAddresses;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The name of a unix domain socket: a path, whose bytes need not be text, or a name in Linux's abstract namespace,
/// checked to fit a socket address, into which libuv before 1.46 would silently cut it.
///
/// Any thread. Immutable. See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
public final class UnixPath {
    private static final int FILE_TYPE = 0xf000;
    private static final int SOCKET = 0xc000;

    private final byte[] name;
    private final @Nullable Path file;

    /// @param file null for what is no file: an abstract name, or a pipe of Windows
    private UnixPath(byte[] name, @Nullable Path file) {
        this.name = name;
        this.file = file;
        if (isAbstract() && !Host.current().isLinux()) {
            throw new IllegalArgumentException("abstract socket names exist on Linux only");
        }
        int length = name.length + (isAbstract() ? 0 : 1);
        if (!Host.current().isWindows() && length > Abi.SUN_PATH_BYTES) {
            throw new IllegalArgumentException("the path of the socket is too long: " + length + " bytes with its end, "
                    + Abi.SUN_PATH_BYTES + " fit: " + this);
        }
    }

    /// A path in the encoding of the JDK's, or a name that begins with NUL, which is always in UTF-8.
    ///
    /// @throws IllegalArgumentException if it is empty, does not fit, or has no such encoding
    public static UnixPath of(String name) {
        if (name.isEmpty()) {
            throw noName();
        }
        if (name.indexOf('\0', 1) >= 0) {
            throw new IllegalArgumentException("the path of the socket has a NUL inside");
        }
        return name.charAt(0) == 0 || Host.current().isWindows()
                ? new UnixPath(name.getBytes(StandardCharsets.UTF_8), null)
                : of(Path.of(name));
    }

    /// The file of a socket, by its bytes.
    ///
    /// @throws IllegalArgumentException if it is empty or does not fit
    public static UnixPath of(Path path) {
        if (path.toString().isEmpty()) {
            throw noName();
        }
        return new UnixPath(FileNames.toBytes(path), Host.current().isWindows() ? null : path);
    }

    /// The name that an address of the JDK's stands for.
    ///
    /// @throws IllegalArgumentException if it has none, or one that does not fit
    public static UnixPath of(UnixDomainSocketAddress address) {
        byte[] name = UnixAddresses.nameOf(address);
        return name.length > 0 && name[0] == 0 ? new UnixPath(name, null) : of(address.getPath());
    }

    private static IllegalArgumentException noName() {
        return new IllegalArgumentException("the path of the socket is empty");
    }

    boolean isAbstract() {
        return name[0] == 0;
    }

    /// Whether a file of the operating system stands for it.
    boolean isFile() {
        return file != null;
    }

    /// Its bytes, which begin with NUL in the abstract namespace.
    public byte[] name() {
        return name.clone();
    }

    /// Removes a socket file that is in the way; any other file is left alone.
    public void removeStaleSocket() throws IOException {
        Path path = file;
        if (path == null) {
            return;
        }
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
        return Files.getAttribute(Objects.requireNonNull(file), "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /// Removes the file if it still is the one with an identity.
    void removeIfStill(Object identity) throws IOException {
        try {
            if (identity.equals(identity())) {
                Files.deleteIfExists(Objects.requireNonNull(file));
            }
        } catch (NoSuchFileException goneAlready) {
            // somebody else removed it, which is what we want
        }
    }

    @Override
    public String toString() {
        return file == null ? UnixAddresses.of(name).toString() : file.toString();
    }
}
