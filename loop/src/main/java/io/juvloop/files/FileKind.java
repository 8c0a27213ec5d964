package io.juvloop.files;

/// The kind of a file; libuv's `uv_dirent_type_t`.
///
/// Any thread. See [uv_dirent_type_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dirent_type_t).
public enum FileKind {
    /// A regular file.
    FILE,
    /// A directory.
    DIRECTORY,
    /// A symbolic link.
    LINK,
    /// A named pipe.
    FIFO,
    /// A Unix domain socket.
    SOCKET,
    /// A character device.
    CHARACTER_DEVICE,
    /// A block device.
    BLOCK_DEVICE,
    /// A kind that the file system does not report, or that has no name here.
    UNKNOWN
}
