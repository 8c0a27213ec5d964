package io.juvloop.internal.fs;

import java.lang.foreign.MemorySegment;
import java.util.Set;

/// Distinguishes memory that cannot be freed while Java can reach it from all other memory. The kernel must not
/// receive the latter: its arena could be closed while a pool thread writes to it, and no public API keeps an
/// arena open.
///
/// The JDK has an internal class per kind of scope but no query, so the name of that class is compared. Memory
/// of an unknown kind counts as memory that can be freed, which costs a copy.
///
/// Any thread. Stateless.
final class PinnedMemory {
    /// The scopes of the global arena, of direct buffers and mapped files, and of automatic arenas.
    private static final Set<String> UNCLOSABLE = Set.of("GlobalSession", "HeapSession", "ImplicitSession");

    /// A thread that owns no arena, and inherits nothing from the thread that creates it.
    private static final Thread STRANGER =
            Thread.ofPlatform().inheritInheritableThreadLocals(false).unstarted(() -> {});

    private PinnedMemory() {}

    /// Whether memory is native and stays allocated as long as it is reachable.
    static boolean isHeld(MemorySegment memory) {
        return memory.isNative()
                && UNCLOSABLE.contains(memory.scope().getClass().getSimpleName());
    }

    /// Whether any thread may access it.
    static boolean isForAnyThread(MemorySegment memory) {
        return memory.isAccessibleBy(STRANGER);
    }
}
