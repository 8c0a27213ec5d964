package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The operations on files by name, named as libuv names them.
///
/// Each begins on a free request, copies the paths, and answers later; if it cannot begin, it throws [UvFailure],
/// and no answer comes. Paths are bytes without NUL, in the encoding of the operating system (UTF-8 on Windows).
///
/// Loop thread only. Stateless. See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
public final class FsPaths {
    private FsPaths() {}

    @FunctionalInterface
    private interface PathCall {
        int begin(MemorySegment loop, MemorySegment request, MemorySegment path, MemorySegment callback);
    }

    @FunctionalInterface
    private interface TwoPathCall {
        int begin(
                MemorySegment loop,
                MemorySegment request,
                MemorySegment path,
                MemorySegment target,
                MemorySegment callback);
    }

    private static void begin(
            FsRequest request, FsRequest.Answer answer, String operation, byte[] path, PathCall call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = UvFsEvent.cString(arena, path);
            request.begin(answer, operation, (loop, block, callback) -> call.begin(loop, block, name, callback));
        }
    }

    private static void begin(
            FsRequest request,
            FsRequest.Answer answer,
            String operation,
            byte[] path,
            byte[] target,
            TwoPathCall call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = UvFsEvent.cString(arena, path);
            MemorySegment other = UvFsEvent.cString(arena, target);
            request.begin(answer, operation, (loop, block, callback) -> call.begin(loop, block, name, other, callback));
        }
    }

    /// Opens a file; the result is its descriptor.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param flags of [FsFlags]
    /// @param mode permissions of a file that is made
    public static void open(FsRequest request, FsRequest.Answer answer, byte[] path, int flags, int mode) {
        begin(
                request,
                answer,
                "uv_fs_open",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_open(loop, block, name, flags, mode, callback));
    }

    /// Removes a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    public static void unlink(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_unlink",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_unlink(loop, block, name, callback));
    }

    /// Copies a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param target of the copy
    /// @param flags of [FsFlags]
    public static void copyfile(FsRequest request, FsRequest.Answer answer, byte[] path, byte[] target, int flags) {
        begin(
                request,
                answer,
                "uv_fs_copyfile",
                path,
                target,
                (loop, block, name, other, callback) -> uv_h.uv_fs_copyfile(loop, block, name, other, flags, callback));
    }

    /// Makes a directory.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the directory
    /// @param mode its permissions
    public static void mkdir(FsRequest request, FsRequest.Answer answer, byte[] path, int mode) {
        begin(
                request,
                answer,
                "uv_fs_mkdir",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_mkdir(loop, block, name, mode, callback));
    }

    /// Makes a directory with a new name, [FsRequest#path].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path a template that ends in `XXXXXX`
    public static void mkdtemp(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_mkdtemp",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_mkdtemp(loop, block, name, callback));
    }

    /// Creates and opens a file with a new name, [FsRequest#path]; the result is its descriptor.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path a template that ends in `XXXXXX`
    public static void mkstemp(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_mkstemp",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_mkstemp(loop, block, name, callback));
    }

    /// Removes an empty directory.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the directory
    public static void rmdir(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_rmdir",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_rmdir(loop, block, name, callback));
    }

    /// Lists a directory, [FsRequest#scanned].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the directory
    public static void scandir(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_scandir",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_scandir(loop, block, name, 0, callback));
    }

    /// Opens a directory, [FsRequest#directory].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the directory
    public static void opendir(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_opendir",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_opendir(loop, block, name, callback));
    }

    /// Gets the status of a file, [FsRequest#status].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    public static void stat(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_stat",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_stat(loop, block, name, callback));
    }

    /// Gets the status of a file or of a symbolic link, [FsRequest#status].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    public static void lstat(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_lstat",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_lstat(loop, block, name, callback));
    }

    /// Gets the status of a file system, [FsRequest#fileSystemStatus].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of a file in it
    public static void statfs(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_statfs",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_statfs(loop, block, name, callback));
    }

    /// Renames a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param target its new name
    public static void rename(FsRequest request, FsRequest.Answer answer, byte[] path, byte[] target) {
        begin(
                request,
                answer,
                "uv_fs_rename",
                path,
                target,
                (loop, block, name, other, callback) -> uv_h.uv_fs_rename(loop, block, name, other, callback));
    }

    /// Checks the user's permissions on a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param mode of [FsFlags]
    public static void access(FsRequest request, FsRequest.Answer answer, byte[] path, int mode) {
        begin(
                request,
                answer,
                "uv_fs_access",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_access(loop, block, name, mode, callback));
    }

    /// Sets permissions.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param mode the permissions
    public static void chmod(FsRequest request, FsRequest.Answer answer, byte[] path, int mode) {
        begin(
                request,
                answer,
                "uv_fs_chmod",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_chmod(loop, block, name, mode, callback));
    }

    /// Sets the times of a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param atime of the last access, in seconds since 1970
    /// @param mtime of the last change
    public static void utime(FsRequest request, FsRequest.Answer answer, byte[] path, double atime, double mtime) {
        begin(
                request,
                answer,
                "uv_fs_utime",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_utime(loop, block, name, atime, mtime, callback));
    }

    /// Sets the times of a file or of a symbolic link.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param atime of the last access, in seconds since 1970
    /// @param mtime of the last change
    public static void lutime(FsRequest request, FsRequest.Answer answer, byte[] path, double atime, double mtime) {
        begin(
                request,
                answer,
                "uv_fs_lutime",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_lutime(loop, block, name, atime, mtime, callback));
    }

    /// Makes a hard link.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param target its new name
    public static void link(FsRequest request, FsRequest.Answer answer, byte[] path, byte[] target) {
        begin(
                request,
                answer,
                "uv_fs_link",
                path,
                target,
                (loop, block, name, other, callback) -> uv_h.uv_fs_link(loop, block, name, other, callback));
    }

    /// Makes a symbolic link.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path the target of the link
    /// @param target the link
    /// @param flags of [FsFlags], for Windows
    public static void symlink(FsRequest request, FsRequest.Answer answer, byte[] path, byte[] target, int flags) {
        begin(
                request,
                answer,
                "uv_fs_symlink",
                path,
                target,
                (loop, block, name, other, callback) -> uv_h.uv_fs_symlink(loop, block, name, other, flags, callback));
    }

    /// Reads a symbolic link, [FsRequest#target].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    public static void readlink(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_readlink",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_readlink(loop, block, name, callback));
    }

    /// Resolves links and dots in a path, [FsRequest#target].
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    public static void realpath(FsRequest request, FsRequest.Answer answer, byte[] path) {
        begin(
                request,
                answer,
                "uv_fs_realpath",
                path,
                (loop, block, name, callback) -> uv_h.uv_fs_realpath(loop, block, name, callback));
    }

    /// Sets the owner of a file.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param uid the owner, -1 for the one it has
    /// @param gid the group, -1 for the one it has
    public static void chown(FsRequest request, FsRequest.Answer answer, byte[] path, int uid, int gid) {
        begin(
                request,
                answer,
                "uv_fs_chown",
                path,
                (loop, block, name, callback) -> FsOwnership.chown(
                        loop.address(), block.address(), name.address(), uid, gid, callback.address()));
    }

    /// Sets the owner of a file or of a symbolic link.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    /// @param path of the file
    /// @param uid the owner, -1 for the one it has
    /// @param gid the group, -1 for the one it has
    public static void lchown(FsRequest request, FsRequest.Answer answer, byte[] path, int uid, int gid) {
        begin(
                request,
                answer,
                "uv_fs_lchown",
                path,
                (loop, block, name, callback) -> FsOwnership.lchown(
                        loop.address(), block.address(), name.address(), uid, gid, callback.address()));
    }
}
