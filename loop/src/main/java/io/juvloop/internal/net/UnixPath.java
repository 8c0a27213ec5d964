package io.juvloop.internal.net;

import io.juvloop.bindings.Abi;
import io.juvloop.bindings.FileNames;
import io.juvloop.bindings.Platform;
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

/// The name of a Unix domain socket: a path, whose bytes need not be text, or a name in Linux's abstract
/// namespace. It is checked to fit a socket address, because libuv before 1.46 would silently truncate it.
///
/// Any thread. Immutable. See [unix(7)](https://man7.org/linux/man-pages/man7/unix.7.html).
public final class UnixPath {
    private static final int FILE_TYPE = 0xf000;
    private static final int SOCKET = 0xc000;

    private final byte[] name;
    private final @Nullable Path file;

    /// @param file null if the name is no file: an abstract name, or a pipe of Windows
    private UnixPath(byte[] name, @Nullable Path file) {
        this.name = name;
        this.file = file;
        if (isAbstract() && !Platform.current().isLinux()) {
            throw new IllegalArgumentException("abstract socket names exist on Linux only");
        }
        int length = name.length + (isAbstract() ? 0 : 1);
        if (!Platform.current().isWindows() && length > Abi.SUN_PATH_BYTES) {
            throw new IllegalArgumentException("the path of the socket is too long: " + length + " bytes with its end, "
                    + Abi.SUN_PATH_BYTES + " fit: " + this);
        }
    }

    /// The name for a path in the JDK's file name encoding, or for an abstract name, which begins with NUL and
    /// is always in UTF-8.
    ///
    /// @throws IllegalArgumentException if it is empty, too long, or cannot be encoded
    public static UnixPath of(String name) {
        if (name.isEmpty()) {
            throw noName();
        }
        if (name.indexOf('\0', 1) >= 0) {
            throw new IllegalArgumentException("the path of the socket has a NUL inside");
        }
        return name.charAt(0) == 0 || Platform.current().isWindows()
                ? new UnixPath(name.getBytes(StandardCharsets.UTF_8), null)
                : of(Path.of(name));
    }

    /// The name for the path of a socket file, by its bytes.
    ///
    /// @throws IllegalArgumentException if it is empty or too long
    public static UnixPath of(Path path) {
        if (path.toString().isEmpty()) {
            throw noName();
        }
        return new UnixPath(FileNames.toBytes(path), Platform.current().isWindows() ? null : path);
    }

    /// The name for an address of the JDK's.
    ///
    /// @throws IllegalArgumentException if it has no name, or one that is too long
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

    /// Whether the name is a file in the file system.
    boolean isFile() {
        return file != null;
    }

    /// The bytes of the name, which begin with NUL in the abstract namespace.
    public byte[] name() {
        return name.clone();
    }

    /// Removes a stale socket file at this path; a file of any other kind is left alone.
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

    /// The identity that distinguishes this file from another with the same name.
    @Nullable
    Object identity() throws IOException {
        return Files.getAttribute(Objects.requireNonNull(file), "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /// Removes the file if it still has a given identity.
    void removeIfStill(Object identity) throws IOException {
        try {
            if (identity.equals(identity())) {
                Files.deleteIfExists(Objects.requireNonNull(file));
            }
        } catch (NoSuchFileException goneAlready) {
            // another process removed it, as intended
        }
    }

    @Override
    public String toString() {
        return file == null ? UnixAddresses.of(name).toString() : file.toString();
    }
}
