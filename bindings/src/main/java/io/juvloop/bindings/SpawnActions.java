package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// A `posix_spawn_file_actions_t`: the operations on a child's descriptors, in order.
///
/// Any thread; Linux only. Lives for one [PosixSpawn#spawn]; its block lives as long as the arena. See
/// [posix_spawn(3)](https://man7.org/linux/man-pages/man3/posix_spawn.3.html).
final class SpawnActions implements AutoCloseable {
    /// The functions it needs; the last two are the newest, of glibc 2.29 and 2.34.
    static final List<String> FUNCTIONS = List.of(
            "posix_spawn_file_actions_init",
            "posix_spawn_file_actions_destroy",
            "posix_spawn_file_actions_adddup2",
            "posix_spawn_file_actions_addopen",
            "posix_spawn_file_actions_addclose",
            "posix_spawn_file_actions_addchdir_np",
            "posix_spawn_file_actions_addclosefrom_np");

    /// More than any C library's; those of glibc and musl have 80 bytes.
    private static final int SIZE = 512;

    private static final int STDIN = 0;
    private static final int O_RDWR = 2;

    /// Linked only if the C library has all of them.
    private static final class Calls {
        static final MethodHandle INIT = PosixSpawn.link("posix_spawn_file_actions_init");
        static final MethodHandle DESTROY = PosixSpawn.link("posix_spawn_file_actions_destroy");
        static final MethodHandle DUP = PosixSpawn.link("posix_spawn_file_actions_adddup2");
        static final MethodHandle OPEN = PosixSpawn.link("posix_spawn_file_actions_addopen");
        static final MethodHandle CLOSE = PosixSpawn.link("posix_spawn_file_actions_addclose");
        static final MethodHandle CHDIR = PosixSpawn.link("posix_spawn_file_actions_addchdir_np");
        static final MethodHandle CLOSE_FROM = PosixSpawn.link("posix_spawn_file_actions_addclosefrom_np");

        private Calls() {}
    }

    private final Arena arena;
    private final long block;

    SpawnActions(Arena arena) {
        this.arena = arena;
        this.block = arena.allocate(SIZE, 16).address();
        PosixSpawn.check(
                "posix_spawn_file_actions_init", () -> (int) (long) Calls.INIT.invokeExact(block, 0L, 0L, 0L, 0L));
    }

    long block() {
        return block;
    }

    /// Duplicates a descriptor. If both numbers are equal, it clears close-on-exec.
    void duplicate(int source, int descriptor) {
        PosixSpawn.check("posix_spawn_file_actions_adddup2", () ->
                (int) (long) Calls.DUP.invokeExact(block, (long) source, (long) descriptor, 0L, 0L));
    }

    void openNowhere(int descriptor) {
        long path = Memory.text(arena, ChildFile.nowhere()).address();
        int mode = descriptor == STDIN ? 0 : O_RDWR;
        PosixSpawn.check("posix_spawn_file_actions_addopen", () ->
                (int) (long) Calls.OPEN.invokeExact(block, (long) descriptor, path, (long) mode, 0L));
    }

    /// Has no effect if the descriptor is not open.
    void close(int descriptor) {
        PosixSpawn.check("posix_spawn_file_actions_addclose", () ->
                (int) (long) Calls.CLOSE.invokeExact(block, (long) descriptor, 0L, 0L, 0L));
    }

    void closeFrom(int lowest) {
        PosixSpawn.check("posix_spawn_file_actions_addclosefrom_np", () ->
                (int) (long) Calls.CLOSE_FROM.invokeExact(block, (long) lowest, 0L, 0L, 0L));
    }

    void changeDirectory(byte[] directory) {
        long path = Memory.text(arena, directory).address();
        PosixSpawn.check("posix_spawn_file_actions_addchdir_np", () ->
                (int) (long) Calls.CHDIR.invokeExact(block, path, 0L, 0L, 0L));
    }

    @Override
    public void close() {
        PosixSpawn.check("posix_spawn_file_actions_destroy", () ->
                (int) (long) Calls.DESTROY.invokeExact(block, 0L, 0L, 0L, 0L));
    }
}
