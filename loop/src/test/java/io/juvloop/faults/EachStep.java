package io.juvloop.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The operations of a program during which the error is thrown, repeatedly, each time some calls later.
///
/// By default it is thrown at each call; `-Djuvloop.faults.every=10` throws at every tenth, which is soon done.
final class EachStep {
    /// The name of the property.
    static final String EVERY = "juvloop.faults.every";

    private static final int STRIDE = Integer.getInteger(EVERY, 1);
    private static final int ENOUGH = 5;
    private static final int WARM = 3;
    private static final int MOST_WARM = 20;

    private EachStep() {}

    /// Runs a scenario with an error at one call after the other.
    ///
    /// @param scenario runs it with the error at the given call, or without for 0, checks the result, and returns
    ///   the number of calls
    static void run(String name, IntUnaryOperator scenario) {
        run(name, STRIDE, scenario);
    }

    /// Runs a scenario of few calls with an error at each of them.
    ///
    /// @param scenario as above
    static void runAll(String name, IntUnaryOperator scenario) {
        run(name, 1, scenario);
    }

    private static void run(String name, int stride, IntUnaryOperator scenario) {
        List<String> wrongs = new ArrayList<>();
        long begin = System.nanoTime();
        int steps = 0;
        for (int warm = 0; warm < WARM || (steps == 0 && warm < MOST_WARM); warm++) {
            steps = Math.max(steps, scenario.applyAsInt(0)); // what the system has in memory may need none
        }
        if (steps == 0) {
            wrongs.add("no calls");
        }
        for (int step = 1; step <= steps; step += stride) {
            try {
                var _ = scenario.applyAsInt(step);
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
    }
}
