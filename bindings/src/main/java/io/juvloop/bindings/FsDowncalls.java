package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/// The file functions of libuv on the hot path, linked by hand for the same reason as those of [Downcalls].
///
/// Loop thread only. See [File system operations](https://docs.libuv.org/en/v1.x/fs.html).
final class FsDowncalls {
    private static final MemoryLayout P = JAVA_LONG;
    private static final MemoryLayout I = JAVA_INT;

    private FsDowncalls() {}

    private static final class FsRead {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_read", FunctionDescriptor.of(I, P, P, I, P, I, P, P));
    }

    /// Reads into buffers; libuv copies their array.
    static int uv_fs_read(long loop, long request, int file, long bufs, int count, long offset, long callback) {
        try {
            return (int) FsRead.HANDLE.invokeExact(loop, request, file, bufs, count, offset, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class FsWrite {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_write", FunctionDescriptor.of(I, P, P, I, P, I, P, P));
    }

    /// Writes buffers; libuv copies their array.
    static int uv_fs_write(long loop, long request, int file, long bufs, int count, long offset, long callback) {
        try {
            return (int) FsWrite.HANDLE.invokeExact(loop, request, file, bufs, count, offset, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class FsGetResult {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_get_result", FunctionDescriptor.of(P, P));
    }

    /// Returns the result of a request.
    static long uv_fs_get_result(long request) {
        try {
            return (long) FsGetResult.HANDLE.invokeExact(request);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static final class FsReqCleanup {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_req_cleanup", FunctionDescriptor.ofVoid(P));
    }

    /// Frees what libuv allocated for a request.
    static void uv_fs_req_cleanup(long request) {
        try {
            FsReqCleanup.HANDLE.invokeExact(request);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
