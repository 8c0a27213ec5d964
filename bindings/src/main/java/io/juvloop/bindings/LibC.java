package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// Calls C library functions that return -1 on failure and leave the reason in errno. Callers on the hot path use
/// [ErrnoBlock] with the functions linked here.
///
/// Any thread; not for Windows. See [errno(3)](https://man7.org/linux/man-pages/man3/errno.3.html).
final class LibC {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    /// The size of the block that receives errno, for callers that keep one.
    static final long STATE_SIZE = STATE.byteSize();

    /// Where errno is in that block.
    static final long ERRNO = offsetOfErrno();

    private static final int NOT_OPEN = -1;

    private LibC() {}

    /// Adds up the sizes of the members before errno; the block has no padding. A path through the layout would load
    /// a part of the JDK that a loop needs for nothing else.
    private static long offsetOfErrno() {
        long offset = 0;
        for (MemoryLayout member : STATE.memberLayouts()) {
            if (member.name().filter("errno"::equals).isPresent()) {
                return offset;
            }
            offset += member.byteSize();
        }
        throw new AssertionError("the linker captures no errno: " + STATE);
    }

    /// One call, with the block that receives errno.
    @FunctionalInterface
    interface Call {
        long invoke(MemorySegment state) throws Throwable;
    }

    /// Links a function by the type that most have, see [Downcalls#UNIFORM]; its handle takes the block for errno
    /// first.
    static MethodHandle linkUniform(String name) {
        return link(name, Downcalls.UNIFORM);
    }

    /// Links a function that takes a descriptor, the user's memory, and at most four integers or pointers more, and
    /// returns a count; its handle takes the block for errno first. The linker holds the memory's arena open.
    static MethodHandle linkHolding(String name) {
        return link(
                name, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    /// Links a function that returns an int; its handle takes the block for errno first.
    static MethodHandle link(String name, MemoryLayout... parameters) {
        return link(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /// Links any function; its handle takes the block for errno first.
    static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = Linker.Option.captureCallState("errno");
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, all);
    }

    /// Calls a function.
    ///
    /// @return what it returned, not negative
    /// @throws UvFailure with libuv's number for the errno
    static int check(String operation, Call call) {
        long result = result(call);
        return result < 0 ? UvFailure.check(operation, (int) result) : (int) result;
    }

    /// Calls a function that opens a descriptor, which is closed again if an error comes before the caller has it.
    ///
    /// @return the descriptor
    /// @throws UvFailure with libuv's number for the errno
    static int open(String operation, Call call) {
        int[] opened = {NOT_OPEN};
        try {
            int _ = check(operation, state -> opened[0] = (int) call.invoke(state));
            return opened[0];
        } catch (Throwable thrown) {
            if (opened[0] >= 0) {
                PosixSockets.close(opened[0]);
            }
            throw thrown;
        }
    }

    /// Calls a function.
    ///
    /// @return what it returned, or libuv's negative number for the errno
    static long result(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            return result(arena.allocate(STATE), call);
        }
    }

    /// Calls a function.
    ///
    /// @param state the caller's block for errno
    /// @return what it returned, or libuv's negative number for the errno
    static long result(MemorySegment state, Call call) {
        long result;
        try {
            result = call.invoke(state);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
        return result < 0 ? -state.get(JAVA_INT, ERRNO) : result;
    }
}
