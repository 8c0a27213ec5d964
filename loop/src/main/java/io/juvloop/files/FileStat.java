package io.juvloop.files;

import java.time.Instant;
import java.util.Objects;

/// The state of a file, to the nanosecond and with everything that the system tells; libuv's `uv_stat_t`.
///
/// Any thread. Immutable: how it was when it was asked for. See
/// [uv_stat_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_stat_t).
///
/// @param kind what it is
/// @param permissions the twelve bits that `chmod` sets, such as 0644
/// @param size in bytes
/// @param atime of the last access
/// @param mtime of the last change of its content
/// @param ctime of the last change of its state
/// @param birthtime of its making; where the system does not know it, that is 1970 or [#ctime]
/// @param ino its number, which no other file of its device has
/// @param dev the device that has it
/// @param nlink how many names it has
/// @param uid its owner
/// @param gid its group
/// @param rdev the device that it is, if it is one
/// @param blksize of a transfer that suits it, in bytes
/// @param blocks of 512 bytes that it takes
/// @param flags of macOS, otherwise 0
/// @param gen generation of macOS, otherwise 0
public record FileStat(
        FileKind kind,
        int permissions,
        long size,
        Instant atime,
        Instant mtime,
        Instant ctime,
        Instant birthtime,
        long ino,
        long dev,
        long nlink,
        long uid,
        long gid,
        long rdev,
        long blksize,
        long blocks,
        long flags,
        long gen) {

    /// Refuses what is null and may not be.
    public FileStat {
        Objects.requireNonNull(kind, "the kind is null");
        Objects.requireNonNull(atime, "the atime is null");
        Objects.requireNonNull(mtime, "the mtime is null");
        Objects.requireNonNull(ctime, "the ctime is null");
        Objects.requireNonNull(birthtime, "the birthtime is null");
    }

    /// Whether it is a plain file.
    ///
    /// @return true if it is
    public boolean isFile() {
        return kind == FileKind.FILE;
    }

    /// Whether it is a directory.
    ///
    /// @return true if it is
    public boolean isDirectory() {
        return kind == FileKind.DIRECTORY;
    }

    /// Whether it is a symbolic link, which only [FileOperations#lstat] tells.
    ///
    /// @return true if it is
    public boolean isLink() {
        return kind == FileKind.LINK;
    }
}
