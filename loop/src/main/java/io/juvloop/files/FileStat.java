package io.juvloop.files;

import java.time.Instant;
import java.util.Objects;

/// The status of a file, to the nanosecond and with everything that the system reports; libuv's `uv_stat_t`.
///
/// Any thread. Immutable; a snapshot. See [uv_stat_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_stat_t).
///
/// @param kind the kind of file
/// @param permissions the twelve bits that `chmod` sets, such as 0644
/// @param size the size in bytes
/// @param atime the time of the last access
/// @param mtime the time of the last change of its content
/// @param ctime the time of the last change of its status
/// @param birthtime the time of its creation; where the system does not know it, 1970 or [#ctime]
/// @param ino the inode number, which is unique on its device
/// @param dev the device that contains the file
/// @param nlink the number of hard links
/// @param uid the owner
/// @param gid the group
/// @param rdev the device that the file represents, if it is one
/// @param blksize the preferred size of a transfer, in bytes
/// @param blocks the number of blocks of 512 bytes allocated
/// @param flags the flags of macOS, otherwise 0
/// @param gen the generation number of macOS, otherwise 0
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

    /// Checks that no required component is null.
    public FileStat {
        Objects.requireNonNull(kind, "the kind is null");
        Objects.requireNonNull(atime, "the atime is null");
        Objects.requireNonNull(mtime, "the mtime is null");
        Objects.requireNonNull(ctime, "the ctime is null");
        Objects.requireNonNull(birthtime, "the birthtime is null");
    }

    /// Whether it is a regular file.
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

    /// Whether it is a symbolic link, which only [FileOperations#lstat] reports.
    ///
    /// @return true if it is
    public boolean isLink() {
        return kind == FileKind.LINK;
    }
}
