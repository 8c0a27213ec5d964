package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntBiFunction;

/// Strings whose size libuv reports only after the buffer was too small.
///
/// Any thread. Stateless.
final class HostText {
    private static final long FIRST_TRY = 1024;

    private HostText() {}

    /// Calls the function with larger buffers until the text fits.
    ///
    /// @param operation the name of libuv's function
    /// @param call the function, given a buffer and its size, where it writes the size that it needs
    /// @return the text
    static String ask(String operation, ToIntBiFunction<MemorySegment, MemorySegment> call) {
        long room = FIRST_TRY;
        while (true) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment text = arena.allocate(room);
                MemorySegment size = arena.allocateFrom(JAVA_LONG, room);
                int status = call.applyAsInt(text, size);
                long needed = size.get(JAVA_LONG, 0);
                if (status != UvErrors.ENOBUFS || needed <= room) {
                    UvFailure.check(operation, status);
                    return text.getString(0);
                }
                room = needed;
            }
        }
    }
}
