package io.juvloop.bindings;

import java.util.List;

/// Runs in a JVM of its own: first uses of the bindings, each time by a class loader of its own, near the end of the
/// stack.
final class ShortOfStack {
    private static final int STEP = 2;
    private static final int TRIALS = 30;
    private static final long STACK_SIZE = 512 * 1024;

    private int deepest;
    private int shortages;
    private int lost;

    private ShortOfStack() {}

    public static void main(String... arguments) throws InterruptedException {
        Thread shallow = new Thread(null, () -> new ShortOfStack().tryAll(), "shallow", STACK_SIZE);
        shallow.start();
        shallow.join();
    }

    private void tryAll() {
        BindingsAgain.firstUses().forEach(Runnable::run); // the JDK's own classes are not tried here
        measure(0);
        for (int trial = 1; trial <= TRIALS; trial++) {
            List<Runnable> uses = BindingsAgain.firstUses();
            int room = trial * trial * STEP; // up to more than is asked for
            uses.subList(0, uses.size() - 1).forEach(use -> tryOne(room, use));
            try {
                uses.forEach(Runnable::run);
            } catch (Throwable gone) {
                lost++;
                System.out.println("after a use with " + room + " frames: " + gone);
            }
        }
        System.out.println("trials " + TRIALS + ", short " + shortages + ", lost " + lost);
    }

    private void tryOne(int room, Runnable use) {
        try {
            below(deepest - room, use);
        } catch (Throwable expected) {
            shortages++;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // down to the end of the stack
    private void measure(int depth) {
        deepest = depth;
        try {
            measure(depth + 1);
        } catch (StackOverflowError end) {
            return;
        }
    }

    private void below(int frames, Runnable use) {
        if (frames <= 0) {
            use.run();
        } else {
            below(frames - 1, use);
        }
    }
}
