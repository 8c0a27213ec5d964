package io.juvloop.bindings;

/// The status of a file system, as numbers: a copy of a `uv_statfs_t`.
///
/// Any thread. Immutable. See [uv_statfs_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_statfs_t).
///
/// @param type the system's number for the kind of file system; 0 on Windows
/// @param bsize of a block, in bytes
/// @param blocks it has
/// @param bfree blocks that are free
/// @param bavail blocks that are free for unprivileged users
/// @param files the most files it can have; 0 on Windows
/// @param ffree how many more files it can have; 0 on Windows
public record FileSystemStatus(long type, long bsize, long blocks, long bfree, long bavail, long files, long ffree) {

    static FileSystemStatus of(long statfs) {
        return new FileSystemStatus(
                Memory.getLong(statfs + Abi.STATFS_TYPE),
                Memory.getLong(statfs + Abi.STATFS_BSIZE),
                Memory.getLong(statfs + Abi.STATFS_BLOCKS),
                Memory.getLong(statfs + Abi.STATFS_BFREE),
                Memory.getLong(statfs + Abi.STATFS_BAVAIL),
                Memory.getLong(statfs + Abi.STATFS_FILES),
                Memory.getLong(statfs + Abi.STATFS_FFREE));
    }
}
