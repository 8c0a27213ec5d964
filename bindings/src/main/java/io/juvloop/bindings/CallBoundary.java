package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// A call of the system that the compiler does not inline into its callers, but compiles by itself.
///
/// For each call that captures errno the linker makes an object, which the compiler removes if it has inlined all of
/// the
/// linker's frames. Below a dozen frames of our own it gives up before the last of them, and then each call leaves
/// garbage. A handle that is no constant is where inlining ends: below it there is room for all of the linker's
/// frames, whoever calls.
///
/// Any thread. Lives for ever.
final class CallBoundary {
    /// Not a static field and not in a record, which the compiler would take for a constant.
    final MethodHandle handle;

    CallBoundary(MethodHandle handle) {
        this.handle = handle;
    }
}
