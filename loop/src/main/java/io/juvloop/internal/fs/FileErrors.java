package io.juvloop.internal.fs;

import io.juvloop.UvException;
import io.juvloop.bindings.UvErrors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Converts libuv's file errors to the exceptions of [java.nio.file.Files], each with a [UvException] as its
/// cause.
///
/// Any thread. Stateless.
public final class FileErrors {
    private FileErrors() {}

    /// The exception for an error.
    ///
    /// @param operation libuv's function
    /// @param code its result
    /// @param path the path that the error is about
    /// @param other the second path, if any
    public static IOException toException(String operation, int code, Path path, @Nullable Path other) {
        String file = path.toString();
        String second = other == null ? null : other.toString();
        String address = second == null ? file : file + " -> " + second;
        UvException cause = new UvException(operation, UvErrors.name(code), UvErrors.text(code), address);
        String reason = UvErrors.text(code) + " (" + cause.errorName() + ")";
        FileSystemException mapped = mapped(cause, operation, file, second, reason);
        mapped.initCause(cause);
        return mapped;
    }

    private static FileSystemException mapped(
            UvException cause, String operation, String file, @Nullable String other, String reason) {
        return switch (cause.errorName()) {
            case "ENOENT" -> new NoSuchFileException(file, other, reason);
            case "EEXIST" -> new FileAlreadyExistsException(file, other, reason);
            case "EACCES", "EPERM" -> new AccessDeniedException(file, other, reason);
            case "ENOTEMPTY" -> new DirectoryNotEmptyException(other == null ? file : other);
            case "ENOTDIR" -> new NotDirectoryException(file);
            case "ELOOP" -> new FileSystemLoopException(file);
            case "EXDEV" -> exdev(operation, file, other, reason);
            case "EINVAL" ->
                operation.equals("uv_fs_readlink")
                        ? new NotLinkException(file)
                        : new FileSystemException(file, other, reason);
            default -> new FileSystemException(file, other, reason);
        };
    }

    private static FileSystemException exdev(String operation, String file, @Nullable String other, String reason) {
        return operation.equals("uv_fs_rename")
                ? new AtomicMoveNotSupportedException(file, other, reason)
                : new FileSystemException(file, other, reason);
    }
}
