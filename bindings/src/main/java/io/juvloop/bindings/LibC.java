package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// How a function of the C library is called that returns an int, -1 for failure with the reason in errno.
///
/// Any thread; not for Windows.
final class LibC {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private LibC() {}

    /// One call, with the block that takes errno.
    @FunctionalInterface
    interface Call {
        int invoke(MemorySegment state) throws Throwable;
    }

    /// Links a function; its handle takes the block for errno first.
    static MethodHandle link(String name, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        FunctionDescriptor descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters);
        return linker.downcallHandle(function, descriptor, Linker.Option.captureCallState("errno"));
    }

    /// Calls a function.
    ///
    /// @return what it returned, not negative
    /// @throws UvFailure with libuv's number for the errno
    static int check(String operation, Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = call.invoke(state);
            } catch (Throwable thrown) {
                throw Downcalls.rethrow(thrown);
            }
            if (result < 0) {
                throw new UvFailure(operation, -(int) ERRNO.get(state, 0L));
            }
            return result;
        }
    }
}
