package io.juvloop.files;

/// The state of a file system; libuv's `uv_statfs_t`.
///
/// Any thread. Immutable: how it was when it was asked for. See
/// [uv_statfs_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_statfs_t).
///
/// @param type the system's number for the kind of file system; 0 on Windows
/// @param blockSize in bytes
/// @param blocks that it has
/// @param freeBlocks that nothing is in
/// @param availableBlocks that users without privileges may have
/// @param files that it can hold; 0 on Windows
/// @param freeFiles that it can hold yet; 0 on Windows
public record FileSystemStat(
        long type, long blockSize, long blocks, long freeBlocks, long availableBlocks, long files, long freeFiles) {

    /// How large it is.
    ///
    /// @return in bytes
    public long totalBytes() {
        return blocks * blockSize;
    }

    /// How much users without privileges may still write.
    ///
    /// @return in bytes
    public long availableBytes() {
        return availableBlocks * blockSize;
    }
}
