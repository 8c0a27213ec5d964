package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// The three functions that set owners. The generated bindings lack them, because user and group numbers are
/// passed by value in a width that differs between platforms; it is never more than that of an integer, and a function
/// reads as much of an argument as it has.
///
/// Loop thread only. Stateless. See [uv_fs_chown](https://docs.libuv.org/en/v1.x/fs.html#c.uv_fs_chown).
final class FsOwnership {
    private FsOwnership() {}

    private static final class Chown {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_chown", Downcalls.WIDE);
    }

    private static final class Lchown {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_lchown", Downcalls.WIDE);
    }

    private static final class Fchown {
        static final MethodHandle HANDLE = Downcalls.link("uv_fs_fchown", Downcalls.WIDE);
    }

    static int chown(long loop, long request, long path, int uid, int gid, long callback) {
        Linking.ensure(FsOwnership.class);
        try {
            return (int) (long) Chown.HANDLE.invokeExact(loop, request, path, (long) uid, (long) gid, callback, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    static int lchown(long loop, long request, long path, int uid, int gid, long callback) {
        Linking.ensure(FsOwnership.class);
        try {
            return (int) (long) Lchown.HANDLE.invokeExact(loop, request, path, (long) uid, (long) gid, callback, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    static int fchown(long loop, long request, int file, int uid, int gid, long callback) {
        Linking.ensure(FsOwnership.class);
        try {
            return (int)
                    (long) Fchown.HANDLE.invokeExact(loop, request, (long) file, (long) uid, (long) gid, callback, 0L);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
