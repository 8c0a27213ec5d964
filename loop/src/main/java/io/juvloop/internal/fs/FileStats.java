package io.juvloop.internal.fs;

import io.juvloop.bindings.FileStatus;
import io.juvloop.bindings.FileSystemStatus;
import io.juvloop.bindings.FileType;
import io.juvloop.files.FileKind;
import io.juvloop.files.FileStat;
import io.juvloop.files.FileSystemStat;
import java.time.Instant;

/// Converts libuv's file status to the public types.
///
/// Any thread. Stateless.
public final class FileStats {
    private static final int PERMISSION_BITS = 07777;

    private FileStats() {}

    public static FileStat of(FileStatus status) {
        return new FileStat(
                kind(status.type()),
                (int) status.mode() & PERMISSION_BITS,
                status.size(),
                instant(status.atime()),
                instant(status.mtime()),
                instant(status.ctime()),
                instant(status.birthtime()),
                status.ino(),
                status.dev(),
                status.nlink(),
                status.uid(),
                status.gid(),
                status.rdev(),
                status.blksize(),
                status.blocks(),
                status.flags(),
                status.gen());
    }

    static FileSystemStat of(FileSystemStatus status) {
        return new FileSystemStat(
                status.type(),
                status.bsize(),
                status.blocks(),
                status.bfree(),
                status.bavail(),
                status.files(),
                status.ffree());
    }

    static FileKind kind(FileType type) {
        return switch (type) {
            case FILE -> FileKind.FILE;
            case DIRECTORY -> FileKind.DIRECTORY;
            case LINK -> FileKind.LINK;
            case FIFO -> FileKind.FIFO;
            case SOCKET -> FileKind.SOCKET;
            case CHARACTER_DEVICE -> FileKind.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> FileKind.BLOCK_DEVICE;
            case UNKNOWN -> FileKind.UNKNOWN;
        };
    }

    private static Instant instant(FileStatus.Timespec time) {
        return Instant.ofEpochSecond(time.seconds(), time.nanos());
    }
}
