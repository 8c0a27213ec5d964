package io.juvloop.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// File operations that do not block the loop: libuv's thread pool performs them, and their futures are
/// completed on the loop's thread. They have libuv's names.
///
/// A task awaits them one by one and reads like a sequential program:
/// `String text = Async.await(loop.files().readString(path))`.
///
/// Paths belong to the default file system, and names that are not valid text keep their bytes. Failures are
/// those of [java.nio.file.Files], such as [java.nio.file.NoSuchFileException], with an
/// [io.juvloop.UvException] as their cause. Cancelling a future drops an operation that no thread has begun,
/// and otherwise discards its result: a file that was opened nevertheless is closed.
///
/// Loop thread only. Lifetime: that of the loop, whose close waits for operations that a thread has begun. All
/// loops of the process share the pool, which has four threads unless the environment variable
/// `UV_THREADPOOL_SIZE` sets another number. See [fs operations](https://docs.libuv.org/en/v1.x/fs.html).
public interface FileOperations extends Watching {
    // --- Opening

    /// Opens a file.
    ///
    /// @param path the path of the file
    /// @param options the options of opening it
    /// @return the file, which the caller must close
    CompletableFuture<AsyncFile> open(Path path, OpenOptions options);

    /// Creates and opens a file with a unique name, which only its owner may read and write.
    ///
    /// @param template a path whose name ends in `XXXXXX`, which is replaced
    /// @return the file, which the caller must close; [AsyncFile#path] is its path
    CompletableFuture<AsyncFile> mkstemp(Path template);

    /// Opens a directory, to be read in portions.
    ///
    /// @param path the path of the directory
    /// @return the directory, which the caller must close
    CompletableFuture<AsyncDirectory> opendir(Path path);

    // --- Whole files

    /// Reads a whole file.
    ///
    /// @param path the path of the file
    /// @return its content; fails with [java.nio.file.FileSystemException] if it is too large for an array
    CompletableFuture<byte[]> readAllBytes(Path path);

    /// Reads a whole file as text in UTF-8, see [#readString(Path, Charset)].
    ///
    /// @param path the path of the file
    /// @return its content
    default CompletableFuture<String> readString(Path path) {
        return readString(path, StandardCharsets.UTF_8);
    }

    /// Reads a whole file as text.
    ///
    /// @param path the path of the file
    /// @param charset its encoding
    /// @return its content; fails with [java.nio.charset.CharacterCodingException] if it is not valid in that
    ///   encoding
    CompletableFuture<String> readString(Path path, Charset charset);

    /// Writes bytes to a file, which is created or truncated, see [#write(Path, byte\[\], OpenOptions)].
    ///
    /// @param path the path of the file
    /// @param content all of its content; must not be changed until the future is done
    /// @return done when the bytes are written and the file is closed
    default CompletableFuture<Void> write(Path path, byte[] content) {
        return write(path, content, OpenOptions.WRITE);
    }

    /// Opens a file, writes bytes and closes it.
    ///
    /// @param path the path of the file
    /// @param content the bytes to write; must not be changed until the future is done
    /// @param options the options of opening it
    /// @return done when the bytes are written and the file is closed
    CompletableFuture<Void> write(Path path, byte[] content, OpenOptions options);

    /// Writes text in UTF-8 to a file, which is created or truncated.
    ///
    /// @param path the path of the file
    /// @param content all of its content
    /// @return done when the text is written and the file is closed
    default CompletableFuture<Void> writeString(Path path, CharSequence content) {
        return write(path, content.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Copies a file including its permissions; a file at the target is replaced.
    ///
    /// @param source the path of the file
    /// @param target the path of the copy
    /// @param options further options
    /// @return done when the file is copied
    CompletableFuture<Void> copyfile(Path source, Path target, CopyOption... options);

    // --- Paths

    /// Renames a file atomically, replacing a file that has the new name.
    ///
    /// @param source the path of the file
    /// @param target its new path, in the same file system; otherwise the future fails with
    ///   [java.nio.file.AtomicMoveNotSupportedException]
    /// @return done when the file is renamed
    CompletableFuture<Void> rename(Path source, Path target);

    /// Deletes a file or a link.
    ///
    /// @param path the path of the file
    /// @return done when it is deleted
    CompletableFuture<Void> unlink(Path path);

    /// Creates a hard link to a file.
    ///
    /// @param existing the path of the file
    /// @param link the path of the link
    /// @return done when the link is created
    CompletableFuture<Void> link(Path existing, Path link);

    /// Creates a symbolic link, on Windows one to a file.
    ///
    /// @param target the path that the link points to, which need not exist
    /// @param link the path of the link
    /// @return done when the link is created
    default CompletableFuture<Void> symlink(Path target, Path link) {
        return symlink(target, link, LinkKind.FILE);
    }

    /// Creates a symbolic link.
    ///
    /// @param target the path that the link points to, which need not exist
    /// @param link the path of the link
    /// @param kind the kind of link, which only Windows needs
    /// @return done when the link is created
    CompletableFuture<Void> symlink(Path target, Path link, LinkKind kind);

    /// Reads a symbolic link.
    ///
    /// @param link the path of the link
    /// @return the path that it points to; fails with [java.nio.file.NotLinkException] if it is no link
    CompletableFuture<Path> readlink(Path link);

    /// Resolves a path to the absolute path of an existing file, without links and dots.
    ///
    /// @param path the path of the file
    /// @return the resolved path
    CompletableFuture<Path> realpath(Path path);

    // --- Directories

    /// Creates a directory with all permissions, reduced by the process's umask.
    ///
    /// @param path the path of the directory
    /// @return done when it is created
    default CompletableFuture<Void> mkdir(Path path) {
        return mkdir(path, 0777);
    }

    /// Creates a directory.
    ///
    /// @param path the path of the directory
    /// @param permissions such as 0700, reduced by the process's umask
    /// @return done when it is created
    CompletableFuture<Void> mkdir(Path path, int permissions);

    /// Creates a directory and its missing parents. `mkdir -p`.
    ///
    /// @param path the path of the directory
    /// @return done when it exists
    CompletableFuture<Void> mkdirs(Path path);

    /// Creates a directory with a unique name, which only its owner may use.
    ///
    /// @param template a path whose name ends in `XXXXXX`, which is replaced
    /// @return its path
    CompletableFuture<Path> mkdtemp(Path template);

    /// Deletes an empty directory.
    ///
    /// @param path the path of the directory
    /// @return done when it is deleted
    CompletableFuture<Void> rmdir(Path path);

    /// Reads a whole directory, in the order of the names' bytes, without `.` and `..`.
    ///
    /// @param path the path of the directory
    /// @return all entries
    CompletableFuture<List<DirectoryEntry>> scandir(Path path);

    // --- Status

    /// Reads the status of a file, following links.
    ///
    /// @param path the path of the file
    /// @return the status
    CompletableFuture<FileStat> stat(Path path);

    /// Reads the status of a file, without following a symbolic link.
    ///
    /// @param path the path of the file
    /// @return the status
    CompletableFuture<FileStat> lstat(Path path);

    /// Reads the status of a file system.
    ///
    /// @param path a path in it
    /// @return the status
    CompletableFuture<FileSystemStat> statfs(Path path);

    /// Checks that a file exists and that the process may access it, and fails otherwise.
    ///
    /// @param path the path of the file
    /// @param modes the kinds of access; none to check only that it exists
    /// @return done if the process may
    CompletableFuture<Void> access(Path path, AccessMode... modes);

    /// Sets the permissions of a file.
    ///
    /// @param path the path of the file
    /// @param permissions such as 0644
    /// @return done when they are set
    CompletableFuture<Void> chmod(Path path, int permissions);

    /// Sets the owner of a file, following links; has no effect on Windows.
    ///
    /// @param path the path of the file
    /// @param uid the owner, -1 to keep it
    /// @param gid the group, -1 to keep it
    /// @return done when they are set
    CompletableFuture<Void> chown(Path path, int uid, int gid);

    /// Sets the owner of a file, without following a symbolic link; has no effect on Windows.
    ///
    /// @param path the path of the file
    /// @param uid the owner, -1 to keep it
    /// @param gid the group, -1 to keep it
    /// @return done when they are set
    CompletableFuture<Void> lchown(Path path, int uid, int gid);

    /// Sets the access and modification times of a file, to the microsecond, following links.
    ///
    /// @param path the path of the file
    /// @param atime the time of the last access
    /// @param mtime the time of the last modification
    /// @return done when they are set
    CompletableFuture<Void> utime(Path path, Instant atime, Instant mtime);

    /// Sets the access and modification times of a file, to the microsecond, without following a symbolic link.
    ///
    /// @param path the path of the file
    /// @param atime the time of the last access
    /// @param mtime the time of the last modification
    /// @return done when they are set
    CompletableFuture<Void> lutime(Path path, Instant atime, Instant mtime);
}
