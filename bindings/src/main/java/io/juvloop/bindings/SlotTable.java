package io.juvloop.bindings;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The live handles and requests of a loop, found by the word in their native `data` field.
///
/// A slot is reused but its word is not: the generation in the word grows with each use, so a word that outlived
/// its object is recognised and ignored. No generation is 0, and so no word is 0, the content of an unused block.
///
/// Loop thread only. Lives as long as its loop.
final class SlotTable {
    private static final int SLOT_BITS = 24;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int GENERATION_MASK = (1 << 24) - 1;
    private static final int LOOP_SHIFT = 48;

    private final long loopBits;
    private @Nullable UvObject[] objects = new UvObject[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;
    private int generation;

    SlotTable(int loopId) {
        this.loopBits = (long) loopId << LOOP_SHIFT;
    }

    static int loopId(long word) {
        return (int) (word >>> LOOP_SHIFT);
    }

    long add(UvObject object) {
        int slot = freeCount > 0 ? free[--freeCount] : nextUnused();
        generation = generation == GENERATION_MASK ? 1 : generation + 1;
        objects[slot] = object;
        return loopBits | (long) generation << SLOT_BITS | slot;
    }

    /// Returns a word of this loop that refers to no object.
    long wordOfNobody() {
        return loopBits;
    }

    boolean isEmpty() {
        return freeCount == used;
    }

    private int nextUnused() {
        if (used > SLOT_MASK) {
            throw new IllegalStateException("a loop holds at most " + (SLOT_MASK + 1) + " handles and requests");
        }
        if (used == objects.length) {
            int[] moreFree = Arrays.copyOf(free, used * 2);
            objects = Arrays.copyOf(objects, used * 2); // last, so that both have one size after an error
            free = moreFree;
        }
        return used++;
    }

    @Nullable
    UvObject find(long word) {
        int slot = (int) word & SLOT_MASK;
        if (slot >= objects.length) {
            return null;
        }
        UvObject object = objects[slot];
        return object != null && object.word == word ? object : null;
    }

    void remove(long word) {
        int slot = (int) word & SLOT_MASK;
        objects[slot] = null;
        free[freeCount++] = slot;
    }

    /// Returns the first object that matches.
    Optional<UvObject> find(Predicate<UvObject> condition) {
        for (int slot = 0; slot < used; slot++) {
            UvObject object = objects[slot];
            if (object != null && condition.test(object)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    /// Returns a copy of the live objects, for iterations during which objects come and go.
    UvObject[] snapshot() {
        return Arrays.stream(objects).filter(java.util.Objects::nonNull).toArray(UvObject[]::new);
    }
}
