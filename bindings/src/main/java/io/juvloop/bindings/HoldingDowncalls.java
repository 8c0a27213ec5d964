package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The function of libuv that writes the user's memory, linked by hand as those of [Downcalls].
///
/// Loop thread only. See [uv_try_write](https://docs.libuv.org/en/v1.x/stream.html#c.uv_try_write).
final class HoldingDowncalls {
    private HoldingDowncalls() {}

    private static final class TryWriteHolding {
        static final MethodHandle HANDLE = Downcalls.link(
                "uv_try_write", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS));
    }

    /// Like [Downcalls#uv_try_write], and holds a segment open during the call.
    ///
    /// The bytes are reached through `bufs`, where the linker does not see their arena. The segment is passed as
    /// one more argument, so the linker keeps another thread from closing its arena during the call. The C
    /// function has no fourth parameter; in every calling convention of the JDK's linker the argument travels in
    /// a register that the callee may ignore.
    static int uv_try_write(long stream, long bufs, int count, MemorySegment held) {
        Linking.ensure(HoldingDowncalls.class);
        try {
            return (int) TryWriteHolding.HANDLE.invokeExact(stream, bufs, count, held);
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }
}
