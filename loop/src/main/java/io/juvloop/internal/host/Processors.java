package io.juvloop.internal.host;

import java.util.BitSet;
import java.util.Set;

/// The numbers of processors, as the system takes them: a bit each.
///
/// Any thread. Stateless.
final class Processors {
    /// More than any system has.
    private static final int MOST = 1 << 16;

    private Processors() {}

    /// The bits of some processors. A number beyond all that a system can have is as good as one of a processor that
    /// this machine lacks, which the system passes over.
    ///
    /// @throws IllegalArgumentException if a number is negative, or none can be that of a processor
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
