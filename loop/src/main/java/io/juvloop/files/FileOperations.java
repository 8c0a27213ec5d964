package io.juvloop.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Operations on files that do not keep the loop waiting: libuv's thread pool does them, and their futures are
/// completed on the loop's thread. They are called what libuv calls them.
///
/// A task awaits them one by one and reads like any sequential program:
/// `String text = Async.await(loop.files().readString(path))`.
///
/// Paths are of the default file system, and names that are no text keep their bytes. Failures are those of
/// [java.nio.file.Files], such as [java.nio.file.NoSuchFileException], with an [io.juvloop.UvException] as
/// their cause. To cancel a future is to drop an operation that no thread has begun, and otherwise its result:
/// a file that was opened nevertheless is closed.
///
/// Loop thread only. Lifetime: that of the loop, whose close waits for what a thread has begun. All loops of
/// the process share the pool, of four threads unless the environment's `UV_THREADPOOL_SIZE` says otherwise.
/// See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
public interface FileOperations extends Watching {
    // --- Opening

    /// Opens a file.
    ///
    /// @param path of the file
    /// @param options how
    /// @return the file, to be closed
    CompletableFuture<AsyncFile> open(Path path, OpenOptions options);

    /// Makes and opens a file with a name that is not taken, which only its owner may read and write.
    ///
    /// @param template whose name ends in `XXXXXX`, for which something else is put
    /// @return the file, to be closed; [AsyncFile#path] tells its name
    CompletableFuture<AsyncFile> mkstemp(Path template);

    /// Opens a directory, to be read some entries at a time.
    ///
    /// @param path of the directory
    /// @return the directory, to be closed
    CompletableFuture<AsyncDirectory> opendir(Path path);

    // --- Whole files

    /// Reads all of a file.
    ///
    /// @param path of the file
    /// @return its content; [java.nio.file.FileSystemException] if it is larger than an array
    CompletableFuture<byte[]> readAllBytes(Path path);

    /// Reads all of a file as text in UTF-8, see [#readString(Path, Charset)].
    ///
    /// @param path of the file
    /// @return its content
    default CompletableFuture<String> readString(Path path) {
        return readString(path, StandardCharsets.UTF_8);
    }

    /// Reads all of a file as text.
    ///
    /// @param path of the file
    /// @param charset its encoding
    /// @return its content; [java.nio.charset.CharacterCodingException] if it is no text in that encoding
    CompletableFuture<String> readString(Path path, Charset charset);

    /// Writes bytes to a file, which is made or emptied, see [#write(Path, byte\[\], OpenOptions)].
    ///
    /// @param path of the file
    /// @param content all of it; not to be changed until the future is done
    /// @return done when they are written and the file is closed
    default CompletableFuture<Void> write(Path path, byte[] content) {
        return write(path, content, OpenOptions.WRITE);
    }

    /// Opens a file, writes bytes and closes it.
    ///
    /// @param path of the file
    /// @param content what to write; not to be changed until the future is done
    /// @param options how to open it
    /// @return done when they are written and the file is closed
    CompletableFuture<Void> write(Path path, byte[] content, OpenOptions options);

    /// Writes text in UTF-8 to a file, which is made or emptied.
    ///
    /// @param path of the file
    /// @param content all of it
    /// @return done when it is written and the file is closed
    default CompletableFuture<Void> writeString(Path path, CharSequence content) {
        return write(path, content.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Copies a file, its permissions included; what is at the target is replaced.
    ///
    /// @param source of the file
    /// @param target where to
    /// @param options how else
    /// @return done when it is copied
    CompletableFuture<Void> copyfile(Path source, Path target, CopyOption... options);

    // --- Names

    /// Gives a file another name, in one step, replacing a file that has it. It is the same file.
    ///
    /// @param source its name
    /// @param target its new name, in the same file system;
    /// [java.nio.file.AtomicMoveNotSupportedException] if it is not
    /// @return done when it is renamed
    CompletableFuture<Void> rename(Path source, Path target);

    /// Removes a file or a link.
    ///
    /// @param path of the file
    /// @return done when it is removed
    CompletableFuture<Void> unlink(Path path);

    /// Gives a file one more name.
    ///
    /// @param existing its name
    /// @param link its further name
    /// @return done when it has it
    CompletableFuture<Void> link(Path existing, Path link);

    /// Makes a symbolic link, for Windows one to a file.
    ///
    /// @param target what it points to, which need not be there
    /// @param link the link
    /// @return done when it is made
    default CompletableFuture<Void> symlink(Path target, Path link) {
        return symlink(target, link, LinkKind.FILE);
    }

    /// Makes a symbolic link.
    ///
    /// @param target what it points to, which need not be there
    /// @param link the link
    /// @param kind what Windows wants to know
    /// @return done when it is made
    CompletableFuture<Void> symlink(Path target, Path link, LinkKind kind);

    /// Reads a symbolic link.
    ///
    /// @param link the link
    /// @return what it points to; [java.nio.file.NotLinkException] if it is none
    CompletableFuture<Path> readlink(Path link);

    /// Finds the absolute path of what is there, without links and dots.
    ///
    /// @param path of the file
    /// @return the path
    CompletableFuture<Path> realpath(Path path);

    // --- Directories

    /// Makes a directory that everybody may use, less what the process's umask takes away.
    ///
    /// @param path of the directory
    /// @return done when it is made
    default CompletableFuture<Void> mkdir(Path path) {
        return mkdir(path, 0777);
    }

    /// Makes a directory.
    ///
    /// @param path of the directory
    /// @param permissions such as 0700, less what the process's umask takes away
    /// @return done when it is made
    CompletableFuture<Void> mkdir(Path path, int permissions);

    /// Makes a directory and those above it, as far as they are not there. `mkdir -p`.
    ///
    /// @param path of the directory
    /// @return done when it is there
    CompletableFuture<Void> mkdirs(Path path);

    /// Makes a directory with a name that is not taken, which only its owner may use.
    ///
    /// @param template whose name ends in `XXXXXX`, for which something else is put
    /// @return its path
    CompletableFuture<Path> mkdtemp(Path template);

    /// Removes an empty directory.
    ///
    /// @param path of the directory
    /// @return done when it is removed
    CompletableFuture<Void> rmdir(Path path);

    /// Reads a directory at once, in the order of the names' bytes. `.` and `..` are not among them.
    ///
    /// @param path of the directory
    /// @return all entries
    CompletableFuture<List<DirectoryEntry>> scandir(Path path);

    // --- State

    /// Asks for the state of a file, links followed.
    ///
    /// @param path of the file
    /// @return the state
    CompletableFuture<FileStat> stat(Path path);

    /// Asks for the state of a file, or of a symbolic link itself.
    ///
    /// @param path of the file
    /// @return the state
    CompletableFuture<FileStat> lstat(Path path);

    /// Asks for the state of a file system.
    ///
    /// @param path of something in it
    /// @return the state
    CompletableFuture<FileSystemStat> statfs(Path path);

    /// Asks whether a file is there and the process may do certain things with it, fails if not.
    ///
    /// @param path of the file
    /// @param modes what to do with it; none for whether it is there
    /// @return done if it may
    CompletableFuture<Void> access(Path path, AccessMode... modes);

    /// Sets permissions.
    ///
    /// @param path of the file
    /// @param permissions such as 0644
    /// @return done when they are set
    CompletableFuture<Void> chmod(Path path, int permissions);

    /// Sets the owner, links followed; does nothing on Windows.
    ///
    /// @param path of the file
    /// @param uid the owner, -1 for the one it has
    /// @param gid the group, -1 for the one it has
    /// @return done when they are set
    CompletableFuture<Void> chown(Path path, int uid, int gid);

    /// Sets the owner of a file, or of a symbolic link itself; does nothing on Windows.
    ///
    /// @param path of the file
    /// @param uid the owner, -1 for the one it has
    /// @param gid the group, -1 for the one it has
    /// @return done when they are set
    CompletableFuture<Void> lchown(Path path, int uid, int gid);

    /// Sets the times of a file, to the microsecond, links followed.
    ///
    /// @param path of the file
    /// @param atime of the last access
    /// @param mtime of the last change
    /// @return done when they are set
    CompletableFuture<Void> utime(Path path, Instant atime, Instant mtime);

    /// Sets the times of a file, or of a symbolic link itself, to the microsecond.
    ///
    /// @param path of the file
    /// @param atime of the last access
    /// @param mtime of the last change
    /// @return done when they are set
    CompletableFuture<Void> lutime(Path path, Instant atime, Instant mtime);
}
