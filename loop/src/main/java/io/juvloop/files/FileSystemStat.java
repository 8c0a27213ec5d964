package io.juvloop.files;

/// The status of a file system; libuv's `uv_statfs_t`.
///
/// Any thread. Immutable; a snapshot. See [uv_statfs_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_statfs_t).
///
/// @param type the system's number for the kind of file system; 0 on Windows
/// @param blockSize the size of a block in bytes
/// @param blocks the total number of blocks
/// @param freeBlocks the number of free blocks
/// @param availableBlocks the number of free blocks that unprivileged users may use
/// @param files the most files that it can hold; 0 on Windows
/// @param freeFiles the number of further files that it can hold; 0 on Windows
public record FileSystemStat(
        long type, long blockSize, long blocks, long freeBlocks, long availableBlocks, long files, long freeFiles) {

    /// The total size.
    ///
    /// @return the size in bytes
    public long totalBytes() {
        return blocks * blockSize;
    }

    /// The space that unprivileged users may still use.
    ///
    /// @return the space in bytes
    public long availableBytes() {
        return availableBlocks * blockSize;
    }
}
