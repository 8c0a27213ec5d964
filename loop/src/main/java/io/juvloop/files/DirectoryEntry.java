package io.juvloop.files;

import java.nio.file.Path;
import java.util.Objects;

/// One name in a directory; libuv's `uv_dirent_t`.
///
/// Any thread. Immutable. See [uv_dirent_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dirent_t).
///
/// @param name relative to the directory
/// @param kind what it stands for, a symbolic link for itself; [FileKind#UNKNOWN] if the file system does not
/// tell
public record DirectoryEntry(Path name, FileKind kind) {
    /// Refuses what is null and may not be.
    public DirectoryEntry {
        Objects.requireNonNull(name, "the name is null");
        Objects.requireNonNull(kind, "the kind is null");
    }
}
