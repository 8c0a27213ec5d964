package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// How an emulated processor differs from a real system.
///
/// Any thread.
final class Emulation {
    private Emulation() {}

    /// Skips a test about a program that cannot be started, where `posix_spawn` of the C library reports success
    /// nevertheless: under QEMU the child shares no memory with its parent, and so cannot report that there is no
    /// such program.
    static void assumeFailuresOfStartsAreTold() {
        assumeFalse(
                startsWhatIsMissing(),
                "posix_spawn starts a program that is not there, as it does under an emulator of another processor");
    }

    private static boolean startsWhatIsMissing() {
        if (!Platform.current().isLinux()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(JAVA_INT);
            String path = "/nowhere/probe";
            long arguments = ProcessOptions.texts(arena, List.of(path));
            long program = arena.allocateFrom(path).address();
            int error = (int) (long) PosixSpawn.link("posix_spawn", Downcalls.WIDE)
                    .invokeExact(pid.address(), program, 0L, 0L, arguments, arguments, 0L);
            if (error == 0) {
                PidDescriptor.killAndWait(pid.get(JAVA_INT, 0));
            }
            return error == 0;
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
