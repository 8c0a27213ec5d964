package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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

    private static final MethodHandle TCGETATTR = LibC.link("tcgetattr", JAVA_INT, JAVA_LONG);
    private static final MethodHandle TCSETATTR = LibC.link("tcsetattr", JAVA_INT, JAVA_INT, JAVA_LONG);

    private final MemorySegment block;

    private TerminalSettings(MemorySegment block) {
        this.block = block;
    }

    /// Returns the current settings.
    static TerminalSettings of(int descriptor) {
        MemorySegment block = Arena.ofAuto().allocate(SIZE, 16);
        long target = block.address();
        LibC.check("tcgetattr", state -> (int) TCGETATTR.invokeExact(state, descriptor, target));
        return new TerminalSettings(block);
    }

    /// Applies the settings.
    void apply(int descriptor) {
        LibC.check("tcsetattr", state -> (int) TCSETATTR.invokeExact(state, descriptor, NOW, block.address()));
    }
}
