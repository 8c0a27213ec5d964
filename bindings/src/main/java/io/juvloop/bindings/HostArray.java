package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// An array of structs that libuv allocates for its caller and frees by another call.
///
/// Any thread. The array lives during [#read] only.
final class HostArray {
    private HostArray() {}

    /// Fills in the address of the array and the number of its elements.
    @FunctionalInterface
    interface Allocation {
        int allocate(MemorySegment array, MemorySegment count);
    }

    /// Frees the array.
    @FunctionalInterface
    interface Release {
        void free(MemorySegment array, int count);
    }

    /// Reads each element into an object.
    ///
    /// @param operation libuv's name of the call, for its error
    /// @param size of an element in bytes
    /// @param element makes an object of the element at an address
    static <T> List<T> read(
            String operation, Allocation allocation, Release release, long size, LongFunction<T> element) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = arena.allocate(ADDRESS);
            MemorySegment count = arena.allocate(JAVA_INT);
            UvFailure.check(operation, allocation.allocate(array, count));
            MemorySegment first = array.get(ADDRESS, 0);
            int length = count.get(JAVA_INT, 0);
            try {
                List<T> list = new ArrayList<>(length);
                for (int i = 0; i < length; i++) {
                    list.add(element.apply(first.address() + i * size));
                }
                return list;
            } finally {
                release.free(first, length);
            }
        }
    }
}
