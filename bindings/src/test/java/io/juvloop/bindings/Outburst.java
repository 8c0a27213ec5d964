package io.juvloop.bindings;

import java.io.IOException;

/// Every kind of Throwable that user code may throw, whether the compiler allows it or not.
enum Outburst {
    UNCHECKED_EXCEPTION {
        @Override
        void burst() {
            throw new IllegalStateException("thrown on purpose");
        }
    },
    CHECKED_EXCEPTION {
        @Override
        void burst() throws IOException {
            throw new IOException("thrown on purpose, and unseen by the compiler");
        }
    },
    ASSERTION_ERROR {
        @Override
        void burst() {
            throw new AssertionError("thrown on purpose");
        }
    },
    OUT_OF_MEMORY {
        @Override
        void burst() {
            throw new OutOfMemoryError("thrown on purpose");
        }
    },
    REAL_STACK_OVERFLOW {
        @Override
        void burst() {
            throw new IllegalStateException("a stack of " + deeper(0) + " frames did not overflow");
        }
    },
    BARE_THROWABLE {
        @Override
        void burst() throws Throwable {
            throw new Throwable("thrown on purpose");
        }
    };

    /// Code that may throw anything, for interfaces that do not declare it.
    @FunctionalInterface
    interface Action {
        void run() throws Throwable;

        default void runSneakily() {
            try {
                run();
            } catch (Throwable thrown) {
                throw Outburst.<RuntimeException>unseen(thrown);
            }
        }
    }

    abstract void burst() throws Throwable;

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the compiler trusts the type, and the JVM does not check it
    private static <T extends Throwable> T unseen(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : deeper(depth + 1) + 1;
    }
}
