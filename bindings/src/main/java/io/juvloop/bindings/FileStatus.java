package io.juvloop.bindings;

/// The status of a file, as numbers: a copy of a `uv_stat_t`.
///
/// Any thread. Immutable. See [uv_stat_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_stat_t).
///
/// @param dev the device that contains it
/// @param mode its type and permissions
/// @param nlink the number of its names
/// @param uid its owner
/// @param gid its group
/// @param rdev the device that it represents, if any
/// @param ino its number on its device
/// @param size in bytes
/// @param blksize the preferred transfer size, in bytes
/// @param blocks of 512 bytes that it takes
/// @param flags of BSD and macOS
/// @param gen generation, of BSD and macOS
/// @param atime of the last access
/// @param mtime of the last change of its contents
/// @param ctime of the last change of its status
/// @param birthtime of its creation
public record FileStatus(
        long dev,
        long mode,
        long nlink,
        long uid,
        long gid,
        long rdev,
        long ino,
        long size,
        long blksize,
        long blocks,
        long flags,
        long gen,
        Timespec atime,
        Timespec mtime,
        Timespec ctime,
        Timespec birthtime) {

    private static final long TYPE_BITS = 0xF000;

    /// A time, as libuv has it.
    ///
    /// @param seconds since 1970
    /// @param nanos of the second
    public record Timespec(long seconds, long nanos) {
        private static Timespec of(long address) {
            return Abi.TIMESPEC_HALF == 8
                    ? new Timespec(Memory.getLong(address), Memory.getLong(address + Abi.TIMESPEC_HALF))
                    : new Timespec(Memory.getInt(address), Memory.getInt(address + Abi.TIMESPEC_HALF));
        }
    }

    /// Copies a native structure.
    ///
    /// @param stat address of a `uv_stat_t`
    /// @return the copy
    public static FileStatus of(long stat) {
        return new FileStatus(
                Memory.getLong(stat + Abi.STAT_DEV),
                Memory.getLong(stat + Abi.STAT_MODE),
                Memory.getLong(stat + Abi.STAT_NLINK),
                Memory.getLong(stat + Abi.STAT_UID),
                Memory.getLong(stat + Abi.STAT_GID),
                Memory.getLong(stat + Abi.STAT_RDEV),
                Memory.getLong(stat + Abi.STAT_INO),
                Memory.getLong(stat + Abi.STAT_SIZE),
                Memory.getLong(stat + Abi.STAT_BLKSIZE),
                Memory.getLong(stat + Abi.STAT_BLOCKS),
                Memory.getLong(stat + Abi.STAT_FLAGS),
                Memory.getLong(stat + Abi.STAT_GEN),
                Timespec.of(stat + Abi.STAT_ATIM),
                Timespec.of(stat + Abi.STAT_MTIM),
                Timespec.of(stat + Abi.STAT_CTIM),
                Timespec.of(stat + Abi.STAT_BIRTHTIM));
    }

    /// What kind of file it is.
    ///
    /// @return its type
    public FileType type() {
        return FileType.ofMode((int) (mode & TYPE_BITS));
    }
}
