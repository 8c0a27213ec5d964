package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;

/// The process's action for a signal: a `struct sigaction`, copied from the C library and given back to it. Only
/// its first word is examined, which everywhere is the handler.
///
/// Any thread; not for Windows. Immutable. See
/// [sigaction(2)](https://man7.org/linux/man-pages/man2/sigaction.2.html).
final class SignalAction {
    /// More than any platform's structure has; Linux's is 152 bytes.
    private static final int SIZE = 256;

    private static final int HANDLER = 0;

    /// `SIG_DFL`, the same everywhere.
    private static final long DEFAULT = 0;

    private static final class Call {
        static final MethodHandle SIGACTION = LibC.linkUniform("sigaction");
    }

    private final MemorySegment block;

    private SignalAction(MemorySegment block) {
        this.block = block;
    }

    /// Returns the current action.
    ///
    /// @throws UvFailure EINVAL if there is no such signal
    static SignalAction current(int number) {
        MemorySegment block = Arena.ofAuto().allocate(SIZE, 16);
        call(number, 0, block.address());
        return new SignalAction(block);
    }

    private static void call(int number, long change, long target) {
        Linking.ensure(Call.class);
        LibC.check("sigaction", state ->
                (int) (long) Call.SIGACTION.invokeExact(state, (long) number, change, target, 0L, 0L));
    }

    /// Parses [#toString], which another class loader of this process may have produced.
    static SignalAction parse(String text) {
        MemorySegment block = Arena.ofAuto().allocate(SIZE, 16);
        block.copyFrom(MemorySegment.ofArray(HexFormat.of().parseHex(text)));
        return new SignalAction(block);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(block.toArray(JAVA_BYTE));
    }

    /// Installs this action.
    void install(int number) {
        call(number, block.address(), 0);
    }

    /// Whether both have the same handler.
    boolean handlesAs(SignalAction other) {
        return block.get(JAVA_LONG, HANDLER) == other.block.get(JAVA_LONG, HANDLER);
    }

    /// Whether this is the system's default action.
    boolean isDefault() {
        return block.get(JAVA_LONG, HANDLER) == DEFAULT;
    }
}
