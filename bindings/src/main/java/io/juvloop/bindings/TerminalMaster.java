package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The master side of a pseudo terminal. It cannot be opened a second time, because its name makes a new terminal
/// at each opening.
///
/// Any thread; not for Windows. Stateless. See [ptsname(3)](https://man7.org/linux/man-pages/man3/ptsname.3.html).
final class TerminalMaster {
    private static final String FUNCTION = "ptsname_r";
    private static final int NAME_SIZE = 128;

    private TerminalMaster() {}

    /// Linked only where it exists, on macOS since 10.13.4.
    private static final class Calls {
        static final MethodHandle PTSNAME = LibC.linkUniform(FUNCTION);

        private Calls() {}
    }

    /// Whether the system's C library has the function.
    static boolean isSupported() {
        return Linker.nativeLinker().defaultLookup().find(FUNCTION).isPresent();
    }

    /// Whether a descriptor is a master side: only that side has a `ptsname`.
    static boolean is(int descriptor) {
        if (!isSupported()) {
            return false;
        }
        Linking.ensure(Calls.class);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(NAME_SIZE);
            long target = name.address();
            long size = name.byteSize();
            return LibC.result(state ->
                            (int) (long) Calls.PTSNAME.invokeExact(state, (long) descriptor, target, size, 0L, 0L))
                    == 0;
        }
    }
}
