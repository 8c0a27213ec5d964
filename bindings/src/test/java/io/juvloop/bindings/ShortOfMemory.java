package io.juvloop.bindings;

import java.util.ArrayList;
import java.util.List;

/// Runs in a JVM of its own: first uses of the bindings, each time by a class loader of its own, with little memory.
final class ShortOfMemory {
    private static final int STEP = 64;
    private static final int TRIALS = 24;
    private static final int KIB = 1024;

    private ShortOfMemory() {}

    public static void main(String... arguments) {
        BindingsAgain.firstUses().forEach(Runnable::run); // the JDK's own classes are not tried here
        int shortages = 0;
        int lost = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Runnable> uses = BindingsAgain.firstUses();
            shortages += runWithOnly(trial * STEP, uses.subList(0, uses.size() - 1));
            try {
                uses.forEach(Runnable::run);
            } catch (Throwable gone) {
                lost++;
                System.out.println("after a use with " + trial * STEP + " KiB: " + gone);
            }
        }
        System.out.println("trials " + TRIALS + ", short " + shortages + ", lost " + lost);
    }

    /// Runs each with hardly any memory left.
    ///
    /// @return how many failed
    private static int runWithOnly(int kib, List<Runnable> uses) {
        List<byte[]> filling = new ArrayList<>(10 * KIB);
        List<byte[]> rest = new ArrayList<>(10 * KIB);
        fill(filling, STEP * KIB);
        fill(rest, KIB);
        for (int freed = 0; freed < kib && !filling.isEmpty(); freed += STEP) {
            filling.removeLast();
        }
        int failed = 0;
        for (Runnable use : uses) {
            try {
                use.run();
            } catch (Throwable expected) {
                failed++;
            }
        }
        filling.clear();
        rest.clear();
        return failed;
    }

    private static void fill(List<byte[]> blocks, int size) {
        try {
            while (true) {
                blocks.add(new byte[size]);
            }
        } catch (OutOfMemoryError full) {
            return;
        }
    }
}
