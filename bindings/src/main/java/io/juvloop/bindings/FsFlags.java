package io.juvloop.bindings;

/// The flags of file operations. Those of opening are the platform's own; the others are the same everywhere.
///
/// Any thread. Constants. See
/// [File open constants](https://docs.libuv.org/en/v1.x/fs.html#file-open-constants).
public final class FsFlags {
    /// Opens for reading; exactly one of this flag and the next two is given.
    public static final int READ_ONLY = Abi.O_RDONLY;

    /// Opens for writing.
    public static final int WRITE_ONLY = Abi.O_WRONLY;

    /// Opens for reading and writing.
    public static final int READ_WRITE = Abi.O_RDWR;

    /// Appends every write to the end.
    public static final int APPEND = Abi.O_APPEND;

    /// Creates the file if it does not exist.
    public static final int CREATE = Abi.O_CREAT;

    /// Fails if the file exists.
    public static final int EXCLUSIVE = Abi.O_EXCL;

    /// Truncates the file.
    public static final int TRUNCATE = Abi.O_TRUNC;

    /// Keeps the open, and reads and writes where that has a meaning, from waiting; 0 on Windows.
    public static final int NEVER_BLOCK = Platform.current().isWindows() ? 0 : Abi.O_NONBLOCK;

    /// `UV_FS_COPYFILE_EXCL`: fails if the target exists.
    public static final int COPY_EXCLUSIVE = 1;

    /// `UV_FS_COPYFILE_FICLONE`: shares the blocks if the file system can.
    public static final int COPY_CLONE = 2;

    /// `UV_FS_COPYFILE_FICLONE_FORCE`: shares the blocks or fails.
    public static final int COPY_CLONE_FORCE = 4;

    /// `UV_FS_SYMLINK_DIR`: the target of the link is a directory, on Windows.
    public static final int LINK_TO_DIRECTORY = 1;

    /// `UV_FS_SYMLINK_JUNCTION`: makes a junction, on Windows.
    public static final int LINK_JUNCTION = 2;

    /// `X_OK`.
    public static final int MAY_EXECUTE = 1;

    /// `W_OK`.
    public static final int MAY_WRITE = 2;

    /// `R_OK`.
    public static final int MAY_READ = 4;

    private FsFlags() {}
}
