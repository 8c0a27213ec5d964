package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.process.ChildJvm;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A loop that is run with hardly any stack left throws [StackOverflowError] to its caller, and the JVM survives.
class StackEndTest {
    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4"})
    void runAtEveryDepthOfTheStackEndsNoJvm(String mode) throws IOException, InterruptedException {
        String out = ChildJvm.onModulePath()
                .withLibuvOfTheTests()
                .with(mode, "--enable-native-access=io.juvloop.bindings")
                .run(Deeper.class)
                .withoutComplaint()
                .out();
        assertThat(out.strip()).matches("overflows 20, runs \\d+, of which silent 0, closed true");
    }

    /// Runs in a JVM of its own: goes down to the end of the stack and runs a loop at each step.
    static final class Deeper {
        private static final int ROUNDS = 20;
        private static final long STACK_SIZE = 300 * 1024;

        private int runs;
        private int fired;
        private int overflows;
        private final UvLoop loop = UvLoop.create(thrown -> {});
        private final UvTimer timer = new UvTimer(loop, () -> fired++);

        public static void main(String... arguments) throws InterruptedException {
            Thread shallow = new Thread(null, () -> new Deeper().measure(), "shallow", STACK_SIZE);
            shallow.start();
            shallow.join();
        }

        private void measure() {
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    beginAt(round);
                } catch (StackOverflowError end) {
                    overflows++;
                }
            }
            timer.close();
            loop.run(UvLoop.RUN_DEFAULT);
            loop.close();
            boolean closed = UvLoop.byId(0) == null;
            System.out.println("overflows " + overflows + ", runs " + runs + ", of which silent " + (runs - fired)
                    + ", closed " + closed);
        }

        /// Moves the end of the stack, so that each round meets it at another place.
        private void beginAt(int offset) {
            if (offset == 0) {
                deeper();
            } else {
                beginAt(offset - 1);
            }
        }

        @SuppressWarnings("InfiniteRecursion") // down to the end of the stack
        private void deeper() {
            timer.start(0);
            loop.run(UvLoop.RUN_NOWAIT);
            runs++;
            deeper();
        }
    }
}
