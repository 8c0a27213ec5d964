package io.juvloop.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// What a program does while the error is thrown, again and again, each time one call further on.
final class Act {
    private static final int ENOUGH = 5;

    private static boolean failed;

    private Act() {}

    /// Whether an act has had a wrong end.
    static boolean hasFailed() {
        return failed;
    }

    /// Plays an act with an error at each call.
    ///
    /// @param act plays it with the error at a call, or without for 0, checks what came of it, and says how many
    ///   calls there were
    static void atEachStep(String name, IntUnaryOperator act) {
        List<String> wrongs = new ArrayList<>();
        long begin = System.nanoTime();
        int steps = 0;
        for (int warm = 0; warm < 3; warm++) {
            steps = act.applyAsInt(0);
        }
        for (int step = 1; step <= steps; step++) {
            try {
                var _ = act.applyAsInt(step);
            } catch (RuntimeException | Error wrong) {
                String what = "step " + step + " of " + steps + ", " + Faults.place() + ": " + wrong;
                System.out.println(what);
                wrongs.add(what);
                if (wrongs.size() == ENOUGH) {
                    break;
                }
            }
        }
        System.out.println((System.nanoTime() - begin) / 1000000 + " ms " + name + ": " + steps + " steps, "
                + wrongs.size() + " with a wrong end");
        failed |= !wrongs.isEmpty();
    }
}
