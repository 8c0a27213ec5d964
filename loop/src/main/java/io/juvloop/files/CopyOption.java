package io.juvloop.files;

/// Options of copying a file; the flags of `uv_fs_copyfile`.
///
/// Any thread. See [uv_fs_copyfile](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_copyfile).
public enum CopyOption {
    /// Fail if the target exists, instead of replacing it.
    EXCLUSIVE,
    /// Share the blocks of both files until one is changed, if the file system can; otherwise copy.
    CLONE,
    /// Share the blocks of both files, or fail.
    CLONE_FORCE
}
