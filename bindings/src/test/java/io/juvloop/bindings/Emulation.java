package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// What an emulator of a processor does otherwise than a system.
///
/// Any thread.
final class Emulation {
    private Emulation() {}

    /// Skips a test about what cannot be started where the C library's own `posix_spawn` says that it was: under QEMU
    /// the child has no memory in common with its parent, and so no way to tell that there is no such program.
    static void assumeFailuresOfStartsAreTold() {
        assumeFalse(
                startsWhatIsMissing(),
                "posix_spawn starts a program that is not there, as it does under an emulator of another processor");
    }

    private static boolean startsWhatIsMissing() {
        if (!Host.current().isLinux()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(JAVA_INT);
            String path = "/nowhere/probe";
            long arguments = ProcessOptions.texts(arena, List.of(path));
            long program = arena.allocateFrom(path).address();
            int error = (int)
                    PosixSpawn.link("posix_spawn", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG)
                            .invokeExact(pid.address(), program, 0L, 0L, arguments, arguments);
            if (error == 0) {
                PidDescriptor.killAndWait(pid.get(JAVA_INT, 0));
            }
            return error == 0;
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
