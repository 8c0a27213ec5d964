package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The three functions that set owners. The generated bindings lack them, because user and group numbers are
/// passed by value in a width that differs between platforms.
///
/// Loop thread only. Stateless. See [uv_fs_chown](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_chown).
final class FsOwnership {
    private static final MemoryLayout P = JAVA_LONG;
    private static final MemoryLayout I = JAVA_INT;
    private static final MemoryLayout ID = Abi.ID_BYTES == 4 ? JAVA_INT : JAVA_BYTE;

    private FsOwnership() {}

    private static final class Chown {
        static final MethodHandle HANDLE = byPath("uv_fs_chown");
    }

    private static final class Lchown {
        static final MethodHandle HANDLE = byPath("uv_fs_lchown");
    }

    private static final class Fchown {
        static final MethodHandle HANDLE = MethodHandles.explicitCastArguments(
                Downcalls.link("uv_fs_fchown", FunctionDescriptor.of(I, P, P, I, ID, ID, P)),
                MethodType.methodType(int.class, long.class, long.class, int.class, int.class, int.class, long.class));
    }

    private static MethodHandle byPath(String name) {
        return MethodHandles.explicitCastArguments(
                Downcalls.link(name, FunctionDescriptor.of(I, P, P, P, ID, ID, P)),
                MethodType.methodType(int.class, long.class, long.class, long.class, int.class, int.class, long.class));
    }

    static int chown(long loop, long request, long path, int uid, int gid, long callback) {
        try {
            return (int) Chown.HANDLE.invokeExact(loop, request, path, uid, gid, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    static int lchown(long loop, long request, long path, int uid, int gid, long callback) {
        try {
            return (int) Lchown.HANDLE.invokeExact(loop, request, path, uid, gid, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    static int fchown(long loop, long request, int file, int uid, int gid, long callback) {
        try {
            return (int) Fchown.HANDLE.invokeExact(loop, request, file, uid, gid, callback);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
