package io.juvloop.files;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// An open file, read and written by libuv's thread pool; on Linux what is in the page cache is read at once,
/// and the future of such a read is done when the call returns. A budget for each round of the loop keeps a
/// task that reads so from starving the others.
///
/// Any number of operations may be under way; they end in any order, and two that touch the same bytes are the
/// program's to put in order. An operation on plain files cannot be interrupted once a thread of the pool has
/// begun it: to cancel its future is to stop waiting for it.
///
/// Memory that nobody can free while the operation lasts is read and written directly: direct buffers, and
/// segments of [java.lang.foreign.Arena#global] and [java.lang.foreign.Arena#ofAuto]. Until the operation has
/// ended it belongs to the operation, also if its future is cancelled before. Arrays, and segments of arenas
/// that can be closed, are copied through memory of the loop's, at most 16 MiB an operation, in pieces of up to
/// 256 KiB, of which, with those that are not copied, there are at most 1024; what is written is copied at the
/// call, what is read when it is there, and an arena that is closed by then makes the future fail.
///
/// Loop thread only, except [#path] and what reads only. Lifetime: until [#close], after which each operation
/// throws [IllegalStateException]. The descriptor is given back when the last operation has ended, so that none
/// meets another file under its number. A loop that is closed before says so in the log, and closes the file.
/// See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
public interface AsyncFile extends AutoCloseable {
    // --- Reading

    /// Reads at a position of the file.
    ///
    /// @param target filled from its position on, which moves when the future is completed
    /// @param position in the file, from its begin
    /// @return how many bytes, as many as there are but for the limits above; 0 only if there is no room, -1 at
    /// the end of the file
    /// @throws IllegalArgumentException for a read-only buffer, a negative position, or memory that is closed
    CompletableFuture<Integer> read(ByteBuffer target, long position);

    /// Reads at a position of the file, see [#read(ByteBuffer, long)].
    ///
    /// @param target filled from its begin on
    /// @param position in the file, from its begin
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the file
    /// @throws IllegalArgumentException for a read-only segment, a negative position, memory that is closed, or
    /// confined to another thread than the loop's own, on which a read ends
    CompletableFuture<Integer> read(MemorySegment target, long position);

    /// Reads at the file's own position, which moves; for what has no other, such as a terminal. One at a time.
    ///
    /// @param target filled from its position on, which moves when the future is completed
    /// @return how many bytes, which may be fewer than there are; 0 only if there is no room, -1 at the end of
    /// the file
    CompletableFuture<Integer> read(ByteBuffer target);

    /// Reads into several buffers, one after the other, in one operation.
    ///
    /// @param targets filled from their positions on, which move when the future is completed; at most 1024
    /// @param position in the file, from its begin
    /// @return how many bytes; 0 only if there is no room, -1 at the end of the file
    CompletableFuture<Long> readv(List<ByteBuffer> targets, long position);

    // --- Writing

    /// Writes at a position of the file.
    ///
    /// @param source written from its position on, which moves when the future is completed
    /// @param position in the file, from its begin; not looked at if the file was opened for appending
    /// @return how many bytes; fewer than there are only if the device is full, or for the limits above
    /// @throws IllegalArgumentException for a negative position, or memory that is closed
    CompletableFuture<Integer> write(ByteBuffer source, long position);

    /// Writes at a position of the file, see [#write(ByteBuffer, long)].
    ///
    /// @param source written from its begin on
    /// @param position in the file, from its begin; not looked at if the file was opened for appending
    /// @return how many bytes
    CompletableFuture<Integer> write(MemorySegment source, long position);

    /// Writes at the file's own position, which moves. One at a time.
    ///
    /// @param source written from its position on, which moves when the future is completed
    /// @return how many bytes
    CompletableFuture<Integer> write(ByteBuffer source);

    /// Writes several buffers, one after the other, in one operation.
    ///
    /// @param sources written from their positions on, which move when the future is completed; at most 1024
    /// @param position in the file, from its begin; not looked at if the file was opened for appending
    /// @return how many bytes
    CompletableFuture<Long> writev(List<ByteBuffer> sources, long position);

    /// Copies bytes from this file to another, at its own position, without their passing through the program.
    ///
    /// @param target of the same loop; Linux refuses one that was opened for appending
    /// @param offset in this file
    /// @param count how many bytes at the most
    /// @return how many bytes
    CompletableFuture<Long> sendfile(AsyncFile target, long offset, long count);

    // --- Its state

    /// Asks for its state.
    ///
    /// @return the state
    CompletableFuture<FileStat> stat();

    /// Asks how large it is.
    ///
    /// @return in bytes
    CompletableFuture<Long> size();

    /// Has content and state written to the device. libuv's `uv_fs_fsync`.
    ///
    /// @return done when they are
    CompletableFuture<Void> sync();

    /// Has the content written to the device. libuv's `uv_fs_fdatasync`.
    ///
    /// @return done when it is
    CompletableFuture<Void> datasync();

    /// Cuts it, or has it grow by zeros.
    ///
    /// @param size in bytes
    /// @return done when it is so
    CompletableFuture<Void> truncate(long size);

    /// Sets its permissions.
    ///
    /// @param permissions such as 0644
    /// @return done when they are set
    CompletableFuture<Void> chmod(int permissions);

    /// Sets its owner; does nothing on Windows.
    ///
    /// @param uid the owner, -1 for the one it has
    /// @param gid the group, -1 for the one it has
    /// @return done when they are set
    CompletableFuture<Void> chown(int uid, int gid);

    /// Sets its times, to the microsecond.
    ///
    /// @param atime of the last access
    /// @param mtime of the last change
    /// @return done when they are set
    CompletableFuture<Void> utime(Instant atime, Instant mtime);

    // --- Its life

    /// What was opened.
    ///
    /// @return the path, as it was given; of [FileOperations#mkstemp] the one that was made
    Path path();

    /// Closes it, once the operations that are under way have ended. Again, it does nothing.
    @Override
    void close();

    /// Whether [#close] was called.
    ///
    /// @return true if it was
    boolean isClosing();

    /// Waits until it is closed.
    ///
    /// @return fails if closing fails, as it may where writing is put off until then
    CompletableFuture<Void> waitClosed();
}
