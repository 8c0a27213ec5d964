package io.juvloop.internal.host;

import java.util.BitSet;
import java.util.Set;

/// Sets of processor numbers in the system's form: one bit each.
///
/// Any thread. Stateless.
final class Processors {
    /// More processors than any system has.
    private static final int MOST = 1 << 16;

    private Processors() {}

    /// The bits of some processors. A number beyond every possible processor counts as one that this machine
    /// lacks, which the system ignores.
    ///
    /// @throws IllegalArgumentException if a number is negative, or none is a possible processor
    static BitSet bits(Set<Integer> cpus) {
        BitSet bits = new BitSet();
        for (int cpu : cpus) {
            if (cpu < 0) {
                throw new IllegalArgumentException("there is no processor " + cpu);
            }
            if (cpu < MOST) {
                bits.set(cpu);
            }
        }
        if (bits.isEmpty()) {
            throw new IllegalArgumentException("there is no such processor: " + cpus);
        }
        return bits;
    }
}
