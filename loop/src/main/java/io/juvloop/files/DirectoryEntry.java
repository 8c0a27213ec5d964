package io.juvloop.files;

import java.nio.file.Path;
import java.util.Objects;

/// One entry of a directory; libuv's `uv_dirent_t`.
///
/// Any thread. Immutable. See [uv_dirent_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dirent_t).
///
/// @param name relative to the directory
/// @param kind the kind of file, where a symbolic link is not followed; [FileKind#UNKNOWN] if the file system
///   does not report it
public record DirectoryEntry(Path name, FileKind kind) {
    /// Checks that no required component is null.
    public DirectoryEntry {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(kind, "the kind is null");
    }
}
