package io.juvloop.bindings;

import java.lang.invoke.MethodHandle;

/// A system call that the compiler does not inline into its callers but compiles separately.
///
/// For each call that captures errno the linker allocates an object, which the compiler removes only if it has
/// inlined all of the linker's frames. Below a dozen of our own frames it gives up before the last of them, and
/// then each call leaves garbage. Inlining ends at a handle that is not a constant: below it there is room for
/// all of the linker's frames, whatever the caller.
///
/// Any thread. Lives as long as the process.
final class CallBoundary {
    /// Neither a static field nor in a record, which the compiler would treat as a constant.
    final MethodHandle handle;

    CallBoundary(MethodHandle handle) {
        this.handle = handle;
    }
}
