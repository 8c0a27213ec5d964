package io.juvloop.internal.core;

import io.juvloop.internal.jdk.Failures;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Steps that are all taken although an error, such as an exhausted stack, ends one of them in the middle: it is
/// repeated once, and keeps none of the others back.
///
/// Any thread. Stateless.
public final class Steps {
    private Steps() {}

    /// Takes the steps from 0 on; throws the first error at the end.
    ///
    /// @param step takes one of them; after an error it is called again
    public static void take(int count, IntConsumer step) {
        Throwable first = null;
        boolean again = false;
        int next = 0;
        while (next < count) {
            try {
                step.accept(next);
                next++;
                again = false;
            } catch (Throwable thrown) {
                first = first == null ? thrown : first;
                next += again ? 1 : 0;
                again = !again;
            }
        }
        throwIt(first);
    }

    private static void throwIt(@Nullable Throwable thrown) {
        if (thrown != null) {
            throw Failures.<RuntimeException>asIs(thrown);
        }
    }
}
