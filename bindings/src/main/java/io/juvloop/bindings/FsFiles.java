package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// The operations on open files, named as libuv names them.
///
/// Each begins on a free request and answers later; if it cannot begin, it throws [UvFailure], and no answer
/// comes. Do not close a descriptor while an operation on it is under way: another file could get its number.
///
/// Loop thread only. Stateless. See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
public final class FsFiles {
    private FsFiles() {}

    /// Closes a file, which cannot be cancelled.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor, given up whatever the outcome
    public static void close(FsRequest request, FsRequest.Answer answer, int file) {
        request.beginGivingBack(
                answer, "uv_fs_close", (loop, block, callback) -> uv_h.uv_fs_close(loop, block, file, callback));
    }

    /// Reads; the result is how many bytes, 0 at the end. The memory is libuv's until the answer.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    /// @param buffers to fill, at least one
    /// @param offset where in the file, or -1 for its own position
    public static void read(FsRequest request, FsRequest.Answer answer, int file, FsBuffers buffers, long offset) {
        long loop = request.loop().pointer().address();
        long callback = request.loop().stub(Callback.FILE);
        long block = request.prepare(answer);
        int status;
        try {
            status = FsDowncalls.uv_fs_read(loop, block, file, buffers.address(), buffers.count(), offset, callback);
        } catch (Throwable thrown) {
            request.abandon();
            throw thrown;
        }
        request.begun("uv_fs_read", status);
    }

    /// Writes; the result is how many bytes. The memory is libuv's until the answer.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    /// @param buffers to write, at least one
    /// @param offset where in the file, or -1 for its own position
    public static void write(FsRequest request, FsRequest.Answer answer, int file, FsBuffers buffers, long offset) {
        long loop = request.loop().pointer().address();
        long callback = request.loop().stub(Callback.FILE);
        long block = request.prepare(answer);
        int status;
        try {
            status = FsDowncalls.uv_fs_write(loop, block, file, buffers.address(), buffers.count(), offset, callback);
        } catch (Throwable thrown) {
            request.abandon();
            throw thrown;
        }
        request.begun("uv_fs_write", status);
    }

    /// Copies from one file to another, which is at its own position; the result is the number of bytes.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param target the descriptor to write to
    /// @param source the descriptor to read from
    /// @param offset where in the source
    /// @param length how many bytes at the most
    public static void sendfile(
            FsRequest request, FsRequest.Answer answer, int target, int source, long offset, long length) {
        request.begin(
                answer,
                "uv_fs_sendfile",
                (loop, block, callback) -> uv_h.uv_fs_sendfile(loop, block, target, source, offset, length, callback));
    }

    /// Gets the status of a file, [FsRequest#status].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    public static void fstat(FsRequest request, FsRequest.Answer answer, int file) {
        request.begin(answer, "uv_fs_fstat", (loop, block, callback) -> uv_h.uv_fs_fstat(loop, block, file, callback));
    }

    /// Flushes the contents and the status of a file to its device.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    public static void fsync(FsRequest request, FsRequest.Answer answer, int file) {
        request.begin(answer, "uv_fs_fsync", (loop, block, callback) -> uv_h.uv_fs_fsync(loop, block, file, callback));
    }

    /// Flushes the contents of a file to its device.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    public static void fdatasync(FsRequest request, FsRequest.Answer answer, int file) {
        request.begin(
                answer,
                "uv_fs_fdatasync",
                (loop, block, callback) -> uv_h.uv_fs_fdatasync(loop, block, file, callback));
    }

    /// Sets the size of a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    /// @param size in bytes
    public static void ftruncate(FsRequest request, FsRequest.Answer answer, int file, long size) {
        request.begin(
                answer,
                "uv_fs_ftruncate",
                (loop, block, callback) -> uv_h.uv_fs_ftruncate(loop, block, file, size, callback));
    }

    /// Sets permissions.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    /// @param mode the permissions
    public static void fchmod(FsRequest request, FsRequest.Answer answer, int file, int mode) {
        request.begin(
                answer,
                "uv_fs_fchmod",
                (loop, block, callback) -> uv_h.uv_fs_fchmod(loop, block, file, mode, callback));
    }

    /// Sets the times of a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    /// @param atime of the last access, in seconds since 1970
    /// @param mtime of the last change
    public static void futime(FsRequest request, FsRequest.Answer answer, int file, double atime, double mtime) {
        request.begin(
                answer,
                "uv_fs_futime",
                (loop, block, callback) -> uv_h.uv_fs_futime(loop, block, file, atime, mtime, callback));
    }

    /// Sets the owner of a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param file the descriptor
    /// @param uid the owner, -1 for the one it has
    /// @param gid the group, -1 for the one it has
    public static void fchown(FsRequest request, FsRequest.Answer answer, int file, int uid, int gid) {
        request.begin(
                answer,
                "uv_fs_fchown",
                (loop, block, callback) ->
                        FsOwnership.fchown(loop.address(), block.address(), file, uid, gid, callback.address()));
    }
}
