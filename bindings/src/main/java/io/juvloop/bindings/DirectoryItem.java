package io.juvloop.bindings;

/// One name in a directory: a copy of a `uv_dirent_t`.
///
/// Any thread. Do not modify its array. See
/// [uv_dirent_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dirent_t).
///
/// @param name its bytes, without NUL
/// @param type of the file, if the file system reports it
@SuppressWarnings("ArrayRecordComponent") // it is never compared
public record DirectoryItem(byte[] name, FileType type) {
    static DirectoryItem of(long dirent) {
        return new DirectoryItem(
                Memory.stringBytes(Memory.getLong(dirent + Abi.DIRENT_NAME)),
                FileType.ofDirent(Memory.getInt(dirent + Abi.DIRENT_TYPE)));
    }
}
