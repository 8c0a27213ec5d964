package io.juvloop.files;

/// The kind of file that a symbolic link is for, which only Windows needs; the flags of `uv_fs_symlink`.
///
/// Any thread. See [uv_fs_symlink](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_symlink).
public enum LinkKind {
    /// A link to a file.
    FILE,
    /// A link to a directory.
    DIRECTORY,
    /// A junction, which points to a directory by an absolute path and needs no privilege.
    JUNCTION
}
