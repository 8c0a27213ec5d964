package io.juvloop.files;

/// How to copy a file; the flags of `uv_fs_copyfile`.
///
/// Any thread. See [uv_fs_copyfile](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_copyfile).
public enum CopyOption {
    /// Fail if the target is there, instead of replacing it.
    EXCLUSIVE,
    /// Share the blocks of the two until one is changed, if the file system can; otherwise copy.
    CLONE,
    /// Share the blocks of the two, or fail.
    CLONE_FORCE
}
