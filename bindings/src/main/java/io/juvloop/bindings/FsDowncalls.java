package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The file functions of libuv on the hot path, linked by hand for the same reason as those of [Downcalls].
///
/// Loop thread only. See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
final class FsDowncalls {
    private FsDowncalls() {}

    private static final class FsRead {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_read", Downcalls.WIDE);
    }

    /// Reads into buffers; libuv copies their array.
    static int uv_fs_read(long loop, long request, int file, long bufs, int count, long offset, long callback) {
        try {
            return (int)
                    (long) FsRead.HANDLE.invokeExact(loop, request, (long) file, bufs, (long) count, offset, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class FsWrite {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_write", Downcalls.WIDE);
    }

    /// Writes buffers; libuv copies their array.
    static int uv_fs_write(long loop, long request, int file, long bufs, int count, long offset, long callback) {
        try {
            return (int)
                    (long) FsWrite.HANDLE.invokeExact(loop, request, (long) file, bufs, (long) count, offset, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class FsGetResult {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_get_result");
    }

    /// Returns the result of a request.
    static long uv_fs_get_result(long request) {
        try {
            return (long) FsGetResult.HANDLE.invokeExact(request, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class FsReqCleanup {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_req_cleanup");
    }

    /// Frees what libuv allocated for a request.
    static void uv_fs_req_cleanup(long request) {
        try {
            long _ = (long) FsReqCleanup.HANDLE.invokeExact(request, 0L, 0L, 0L, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
