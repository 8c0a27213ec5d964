package io.juvloop.internal.fs;

import java.lang.foreign.MemorySegment;
import java.util.Set;

/// Tells memory that nobody can free while Java can reach it from the rest, which the kernel must not be given:
/// the arena could be closed while a thread of the pool writes to it, and nothing public keeps an arena open.
///
/// The JDK has a class for each kind of scope and no question about it, so the class is asked for its name. One
/// that is not known counts as memory that can be freed, which costs a copy.
///
/// Any thread. Stateless.
final class HeldMemory {
    /// Of the global arena, of direct buffers and mapped files, and of automatic arenas.
    private static final Set<String> UNCLOSABLE = Set.of("GlobalSession", "HeapSession", "ImplicitSession");

    /// Belongs to no arena, and inherits nothing from whoever needs it first.
    private static final Thread STRANGER =
            Thread.ofPlatform().inheritInheritableThreadLocals(false).unstarted(() -> {});

    private HeldMemory() {}

    /// Whether memory is native and stays for as long as it can be reached.
    static boolean isHeld(MemorySegment memory) {
        return memory.isNative()
                && UNCLOSABLE.contains(memory.scope().getClass().getSimpleName());
    }

    /// Whether any thread may use it.
    static boolean isForAnyThread(MemorySegment memory) {
        return memory.isAccessibleBy(STRANGER);
    }
}
