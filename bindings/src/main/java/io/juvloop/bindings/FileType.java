package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// What a file is: `uv_dirent_type_t`, or the type bits of a mode, whose numbers are the same on every platform.
///
/// Any thread. See [uv_dirent_type_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dirent_type_t).
public enum FileType {
    /// A plain file.
    FILE(uv_h.UV_DIRENT_FILE(), 0x8000),
    /// A directory.
    DIRECTORY(uv_h.UV_DIRENT_DIR(), 0x4000),
    /// A symbolic link.
    LINK(uv_h.UV_DIRENT_LINK(), 0xA000),
    /// A named pipe.
    FIFO(uv_h.UV_DIRENT_FIFO(), 0x1000),
    /// A unix domain socket.
    SOCKET(uv_h.UV_DIRENT_SOCKET(), 0xC000),
    /// A character device.
    CHARACTER_DEVICE(uv_h.UV_DIRENT_CHAR(), 0x2000),
    /// A block device.
    BLOCK_DEVICE(uv_h.UV_DIRENT_BLOCK(), 0x6000),
    /// A type that the system does not report.
    UNKNOWN(uv_h.UV_DIRENT_UNKNOWN(), 0);

    private static final FileType[] ALL = values();

    private final int direntType;
    private final int modeBits;

    FileType(int direntType, int modeBits) {
        this.direntType = direntType;
        this.modeBits = modeBits;
    }

    static FileType ofDirent(int direntType) {
        for (FileType type : ALL) {
            if (type.direntType == direntType) {
                return type;
            }
        }
        return UNKNOWN;
    }

    static FileType ofMode(int modeBits) {
        for (FileType type : ALL) {
            if (type.modeBits == modeBits) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
