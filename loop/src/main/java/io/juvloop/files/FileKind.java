package io.juvloop.files;

/// What a file is; libuv's `uv_dirent_type_t`.
///
/// Any thread. See [uv_dirent_type_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dirent_type_t).
public enum FileKind {
    /// A plain file.
    FILE,
    /// A directory.
    DIRECTORY,
    /// A symbolic link.
    LINK,
    /// A named pipe.
    FIFO,
    /// A unix domain socket.
    SOCKET,
    /// A character device.
    CHARACTER_DEVICE,
    /// A block device.
    BLOCK_DEVICE,
    /// Something that the file system does not tell, or that has no name here.
    UNKNOWN
}
