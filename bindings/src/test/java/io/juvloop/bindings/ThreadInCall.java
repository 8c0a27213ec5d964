package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// A thread in one blocking system call, where a signal can interrupt it.
final class ThreadInCall {
    private static final int LOOKS = 20;
    private static final long PATIENCE_SECONDS = 10;
    private static final int WINCH = SignalNumbers.here().get("WINCH");

    private static final MethodHandle PTHREAD_SELF = link("pthread_self", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle PTHREAD_KILL =
            link("pthread_kill", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));

    private final CompletableFuture<Long> self = new CompletableFuture<>();
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final Class<?> caller;
    private final Thread thread;

    /// Begins the call.
    ///
    /// @param caller the class that makes the system call
    ThreadInCall(Class<?> caller, IntSupplier call) {
        this.caller = caller;
        thread = Thread.ofPlatform().name("call").start(() -> run(call));
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    private void run(IntSupplier call) {
        try {
            self.complete((long) PTHREAD_SELF.invokeExact());
            result.complete(call.getAsInt());
        } catch (Throwable thrown) {
            self.completeExceptionally(thrown);
            result.completeExceptionally(thrown);
        }
    }

    /// Waits until the thread is in the kernel: each check lets a thread that is still on its way there run.
    ThreadInCall awaitEntry() {
        long begin = System.nanoTime();
        int seen = 0;
        while (seen < LOOKS && !result.isDone()) {
            StackTraceElement[] stack = thread.getStackTrace();
            seen = stack.length > 0 && stack[0].getClassName().equals(caller.getName()) ? seen + 1 : 0;
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
        }
        assertThat(result.isDone()).as("it waits").isFalse();
        return this;
    }

    /// Sends it a signal for which the process has a handler.
    void signal() {
        try {
            assertThat((int) PTHREAD_KILL.invokeExact((long) self.join(), WINCH))
                    .isZero();
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /// Installs a handler for the signal.
    static void handleSignals(UvLoop loop) {
        UvSignal.started(loop, WINCH, () -> {});
    }

    /// Returns the result of the call.
    int result() {
        return result.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
