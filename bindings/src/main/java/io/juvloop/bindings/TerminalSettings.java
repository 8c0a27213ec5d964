package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The settings of a terminal: a `struct termios`, copied from the C library and given back to it, never
/// examined.
///
/// Any thread; not for Windows. Immutable. See
/// [termios(3)](https://man7.org/linux/man-pages/man3/termios.3.html).
final class TerminalSettings {
    /// More than any platform's structure has; Linux's is 60 bytes, macOS's 72.
    private static final int SIZE = 256;

    /// `TCSANOW`, the same everywhere: waiting for a terminal that takes no output could block without end.
    private static final int NOW = 0;

    private static final class Calls {
        static final MethodHandle TCGETATTR = LibC.linkUniform("tcgetattr");
        static final MethodHandle TCSETATTR = LibC.linkUniform("tcsetattr");

        private Calls() {}
    }

    private final MemorySegment block;

    private TerminalSettings(MemorySegment block) {
        this.block = block;
    }

    /// Returns the current settings.
    static TerminalSettings of(int descriptor) {
        Linking.ensure(Calls.class);
        MemorySegment block = Arena.ofAuto().allocate(SIZE, 16);
        long target = block.address();
        LibC.check("tcgetattr", state ->
                (int) (long) Calls.TCGETATTR.invokeExact(state, (long) descriptor, target, 0L, 0L, 0L));
        return new TerminalSettings(block);
    }

    /// Applies the settings.
    void apply(int descriptor) {
        LibC.check("tcsetattr", state -> (int)
                (long) Calls.TCSETATTR.invokeExact(state, (long) descriptor, (long) NOW, block.address(), 0L, 0L));
    }
}
