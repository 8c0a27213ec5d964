package io.juvloop.bindings;

/// The flags of operations on files: those of opening are the platform's own, the others are the same everywhere.
///
/// Any thread. Constants. See [File open
/// constants](https://docs.libuv.org/en/v1.x/fs.html#file-open-constants).
public final class FsFlags {
    /// Open for reading; two bits with the next two, of which one is taken.
    public static final int READ_ONLY = Abi.O_RDONLY;

    /// Open for writing.
    public static final int WRITE_ONLY = Abi.O_WRONLY;

    /// Open for both.
    public static final int READ_WRITE = Abi.O_RDWR;

    /// Every write goes to the end.
    public static final int APPEND = Abi.O_APPEND;

    /// Make the file if it is not there.
    public static final int CREATE = Abi.O_CREAT;

    /// Fail if it is there.
    public static final int EXCLUSIVE = Abi.O_EXCL;

    /// Empty it.
    public static final int TRUNCATE = Abi.O_TRUNC;

    /// Has no open wait for another process, and no read or write wait where that has a meaning; 0 on Windows.
    public static final int NEVER_BLOCK = Host.current().isWindows() ? 0 : Abi.O_NONBLOCK;

    /// `UV_FS_COPYFILE_EXCL`: fail if the target is there.
    public static final int COPY_EXCLUSIVE = 1;

    /// `UV_FS_COPYFILE_FICLONE`: share the blocks if the file system can.
    public static final int COPY_CLONE = 2;

    /// `UV_FS_COPYFILE_FICLONE_FORCE`: share the blocks or fail.
    public static final int COPY_CLONE_FORCE = 4;

    /// `UV_FS_SYMLINK_DIR`: the target of the link is a directory, on Windows.
    public static final int LINK_TO_DIRECTORY = 1;

    /// `UV_FS_SYMLINK_JUNCTION`: make a junction, on Windows.
    public static final int LINK_JUNCTION = 2;

    /// `X_OK`.
    public static final int MAY_EXECUTE = 1;

    /// `W_OK`.
    public static final int MAY_WRITE = 2;

    /// `R_OK`.
    public static final int MAY_READ = 4;

    private FsFlags() {}
}
