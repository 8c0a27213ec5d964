package io.juvloop.files;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// An open file, read and written by libuv's thread pool. On Linux, cached data is read at once, and the future
/// of such a read is done when the call returns; a budget per iteration of the loop keeps a task that only
/// reads from starving the others.
///
/// Any number of operations may be pending. They end in any order, and the program must order those that touch
/// the same bytes. An operation on a regular file cannot be interrupted once a pool thread has begun it;
/// cancelling its future only stops waiting for it.
///
/// Memory that cannot be freed during the operation is read and written directly: direct buffers, and segments
/// of [java.lang.foreign.Arena#global] and [java.lang.foreign.Arena#ofAuto]. It belongs to the operation until
/// that has ended, even if the future is cancelled before. Arrays, and segments of arenas that can be closed,
/// are copied through memory of the loop's: at most 16 MiB per operation, in chunks of up to 256 KiB. Chunks
/// and buffers that are not copied number at most 1024. Written bytes are copied at the call, read bytes when
/// they are available; if the arena is closed by then, the future fails.
///
/// Loop thread only, except [#path] and accessors without side effects. Lifetime: until [#close], after which
/// each operation throws [IllegalStateException]. The descriptor is closed when the last operation has ended,
/// so that no operation meets another file under the same number. A loop that is closed before logs a warning
/// and closes the file. See [fs operations](https://docs.libuv.org/en/v1.x/fs.html).
public interface AsyncFile extends AutoCloseable {
    // --- Reading

    /// Reads at a position of the file.
    ///
    /// @param target filled from its position on, which moves when the future is completed
    /// @param position the position in the file
    /// @return the number of bytes, as many as the file has except for the limits above; 0 only if the buffer
    ///   has no room, -1 at the end of the file
    /// @throws IllegalArgumentException for a read-only buffer, a negative position, or memory that is closed
    CompletableFuture<Integer> read(ByteBuffer target, long position);

    /// Reads at a position of the file, see [#read(ByteBuffer, long)].
    ///
    /// @param target filled from its beginning on
    /// @param position the position in the file
    /// @return the number of bytes; 0 only if the segment has no room, -1 at the end of the file
    /// @throws IllegalArgumentException for a read-only segment, a negative position, or memory that is closed
    ///   or confined to another thread than the loop's own, on which a read ends
    CompletableFuture<Integer> read(MemorySegment target, long position);

    /// Reads at the file's own position and advances it; for files without other positions, such as a terminal.
    /// Only one such read may be pending.
    ///
    /// @param target filled from its position on, which moves when the future is completed
    /// @return the number of bytes, which may be fewer than the file has; 0 only if the buffer has no room, -1
    ///   at the end of the file
    CompletableFuture<Integer> read(ByteBuffer target);

    /// Reads into several buffers, one after the other, in one operation.
    ///
    /// @param targets filled from their positions on, which move when the future is completed; at most 1024
    /// @param position the position in the file
    /// @return the number of bytes; 0 only if the buffers have no room, -1 at the end of the file
    CompletableFuture<Long> readv(List<ByteBuffer> targets, long position);

    // --- Writing

    /// Writes at a position of the file.
    ///
    /// @param source written from its position on, which moves when the future is completed
    /// @param position the position in the file; ignored if the file was opened for appending
    /// @return the number of bytes; fewer than the buffer has only if the device is full, or for the limits
    ///   above
    /// @throws IllegalArgumentException for a negative position, or memory that is closed
    CompletableFuture<Integer> write(ByteBuffer source, long position);

    /// Writes at a position of the file, see [#write(ByteBuffer, long)].
    ///
    /// @param source written from its beginning on
    /// @param position the position in the file; ignored if the file was opened for appending
    /// @return the number of bytes
    CompletableFuture<Integer> write(MemorySegment source, long position);

    /// Writes at the file's own position and advances it. Only one such write may be pending.
    ///
    /// @param source written from its position on, which moves when the future is completed
    /// @return the number of bytes
    CompletableFuture<Integer> write(ByteBuffer source);

    /// Writes several buffers, one after the other, in one operation.
    ///
    /// @param sources written from their positions on, which move when the future is completed; at most 1024
    /// @param position the position in the file; ignored if the file was opened for appending
    /// @return the number of bytes
    CompletableFuture<Long> writev(List<ByteBuffer> sources, long position);

    /// Copies bytes from this file to another, at its own position, without copying them through the program.
    ///
    /// @param target a file of the same loop; Linux refuses one that was opened for appending
    /// @param offset the position in this file
    /// @param count the most bytes to copy
    /// @return the number of bytes
    CompletableFuture<Long> sendfile(AsyncFile target, long offset, long count);

    // --- Status

    /// Reads the status of the file.
    ///
    /// @return the status
    CompletableFuture<FileStat> stat();

    /// Reads the size of the file.
    ///
    /// @return the size in bytes
    CompletableFuture<Long> size();

    /// Flushes content and metadata to the device. libuv's `uv_fs_fsync`.
    ///
    /// @return done when they are flushed
    CompletableFuture<Void> sync();

    /// Flushes the content to the device. libuv's `uv_fs_fdatasync`.
    ///
    /// @return done when it is flushed
    CompletableFuture<Void> datasync();

    /// Truncates the file, or extends it with zeros.
    ///
    /// @param size the new size in bytes
    /// @return done when the size is set
    CompletableFuture<Void> truncate(long size);

    /// Sets its permissions.
    ///
    /// @param permissions such as 0644
    /// @return done when they are set
    CompletableFuture<Void> chmod(int permissions);

    /// Sets the owner; has no effect on Windows.
    ///
    /// @param uid the owner, -1 to keep it
    /// @param gid the group, -1 to keep it
    /// @return done when they are set
    CompletableFuture<Void> chown(int uid, int gid);

    /// Sets the access and modification times, to the microsecond.
    ///
    /// @param atime the time of the last access
    /// @param mtime the time of the last modification
    /// @return done when they are set
    CompletableFuture<Void> utime(Instant atime, Instant mtime);

    // --- Closing

    /// The path of the file.
    ///
    /// @return the path, as it was given; for [FileOperations#mkstemp] the path that was created
    Path path();

    /// Closes the file once the pending operations have ended. Calling it again has no effect.
    @Override
    void close();

    /// Whether [#close] was called.
    ///
    /// @return true if it was
    boolean isClosing();

    /// Returns a future that is done when the file is closed.
    ///
    /// @return a future that fails if closing fails, for example where the system delays writes until then
    CompletableFuture<Void> waitClosed();
}
