package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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
        static final MethodHandle INIT = PosixSpawn.link("posix_spawn_file_actions_init", JAVA_LONG);
        static final MethodHandle DESTROY = PosixSpawn.link("posix_spawn_file_actions_destroy", JAVA_LONG);
        static final MethodHandle DUP =
                PosixSpawn.link("posix_spawn_file_actions_adddup2", JAVA_LONG, JAVA_INT, JAVA_INT);
        static final MethodHandle OPEN =
                PosixSpawn.link("posix_spawn_file_actions_addopen", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
        static final MethodHandle CLOSE = PosixSpawn.link("posix_spawn_file_actions_addclose", JAVA_LONG, JAVA_INT);
        static final MethodHandle CHDIR = PosixSpawn.link("posix_spawn_file_actions_addchdir_np", JAVA_LONG, JAVA_LONG);
        static final MethodHandle CLOSE_FROM =
                PosixSpawn.link("posix_spawn_file_actions_addclosefrom_np", JAVA_LONG, JAVA_INT);

        private Calls() {}
    }

    private final Arena arena;
    private final long block;

    SpawnActions(Arena arena) {
        this.arena = arena;
        this.block = arena.allocate(SIZE, 16).address();
        PosixSpawn.check("posix_spawn_file_actions_init", () -> (int) Calls.INIT.invokeExact(block));
    }

    long block() {
        return block;
    }

    /// Duplicates a descriptor. If both numbers are equal, it clears close-on-exec.
    void duplicate(int source, int descriptor) {
        PosixSpawn.check(
                "posix_spawn_file_actions_adddup2", () -> (int) Calls.DUP.invokeExact(block, source, descriptor));
    }

    void openNowhere(int descriptor) {
        long path = Memory.text(arena, ChildFile.nowhere()).address();
        int mode = descriptor == STDIN ? 0 : O_RDWR;
        PosixSpawn.check("posix_spawn_file_actions_addopen", () ->
                (int) Calls.OPEN.invokeExact(block, descriptor, path, mode, 0));
    }

    /// Has no effect if the descriptor is not open.
    void close(int descriptor) {
        PosixSpawn.check("posix_spawn_file_actions_addclose", () -> (int) Calls.CLOSE.invokeExact(block, descriptor));
    }

    void closeFrom(int lowest) {
        PosixSpawn.check(
                "posix_spawn_file_actions_addclosefrom_np", () -> (int) Calls.CLOSE_FROM.invokeExact(block, lowest));
    }

    void changeDirectory(byte[] directory) {
        long path = Memory.text(arena, directory).address();
        PosixSpawn.check("posix_spawn_file_actions_addchdir_np", () -> (int) Calls.CHDIR.invokeExact(block, path));
    }

    @Override
    public void close() {
        PosixSpawn.check("posix_spawn_file_actions_destroy", () -> (int) Calls.DESTROY.invokeExact(block));
    }
}
