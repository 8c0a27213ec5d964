package io.juvloop;

import io.juvloop.bindings.LibUv;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Where a program begins: runs its main task; and says whether juvloop works here, and on what.
///
/// Any thread. What is said about libuv is found once, at the first question, and never changes.
public final class Juvloop {
    private Juvloop() {}

    /// Runs a program: its main task, on a new loop, which is closed at the end with everything that is left; see
    /// [Runner] for what that means and for Ctrl-C. asyncio's `run(main)`.
    ///
    /// ```java
    /// Juvloop.run(() -> {
    ///     Async.sleep(Duration.ofSeconds(1));
    ///     System.out.println("hello");
    /// });
    /// ```
    ///
    /// @param <T> the type of its result
    /// @param main the body of the main task
    /// @return what it returned
    /// @throws java.util.concurrent.CancellationException if it was cancelled, as when the JVM is asked to end
    /// @throws java.util.concurrent.CompletionException with what it threw, if that is checked; an unchecked
    ///   exception is thrown as it is
    /// @throws IllegalStateException if a loop runs on this thread, or if this is a virtual thread
    public static <T extends @Nullable Object> T run(Callable<T> main) {
        return run(main, RunnerOptions.DEFAULT);
    }

    /// Runs a program without a result, see [#run(Callable)].
    ///
    /// @param main the body of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public static void run(Action main) {
        run(main, RunnerOptions.DEFAULT);
    }

    /// Runs a program, see [#run(Callable)]. asyncio's `run(main, debug=, loop_factory=)`.
    ///
    /// @param <T> the type of its result
    /// @param main the body of the main task
    /// @param options how to run it
    /// @return what it returned
    /// @throws IllegalStateException as [#run(Callable)]
    public static <T extends @Nullable Object> T run(Callable<T> main, RunnerOptions options) {
        try (Runner runner = new Runner(options)) {
            return runner.run(main);
        }
    }

    /// Runs a program without a result, see [#run(Callable)].
    ///
    /// @param main the body of the main task
    /// @param options how to run it
    /// @throws IllegalStateException as [#run(Callable)]
    public static void run(Action main, RunnerOptions options) {
        var _ = run(main.asCallable(), options);
    }

    /// The same as [#run(Callable)] by a name that has no other form, for languages whose lambdas fit both.
    ///
    /// @param <T> the type of its result
    /// @param main the body of the main task
    /// @return what it returned
    /// @throws IllegalStateException as [#run(Callable)]
    public static <T extends @Nullable Object> T call(Callable<T> main) {
        return run(main);
    }

    /// The same as [#run(Callable, RunnerOptions)] by a name that has no other form.
    ///
    /// @param <T> the type of its result
    /// @param main the body of the main task
    /// @param options how to run it
    /// @return what it returned
    /// @throws IllegalStateException as [#run(Callable)]
    public static <T extends @Nullable Object> T call(Callable<T> main, RunnerOptions options) {
        return run(main, options);
    }

    /// Whether libuv was found and can be used. Never throws.
    ///
    /// @return true if event loops can be made
    public static boolean isAvailable() {
        return LibUv.library().isPresent();
    }

    /// Why libuv cannot be used: what was tried, the operating system, architecture and C library, the version
    /// found and the one needed, or the flag that grants native access.
    ///
    /// @return the cause, or empty if [#isAvailable]
    public static Optional<UnavailableException> unavailabilityCause() {
        return LibUv.unavailabilityCause().map(cause -> new UnavailableException(cause.getMessage(), cause));
    }

    /// What the loops run on.
    ///
    /// @return the version, path and source of libuv
    /// @throws UnavailableException if there is none
    public static Backend backend() {
        return LibUv.library()
                .map(found -> new Backend("libuv", found.version().toString(), found.path(), found.source()))
                .orElseThrow(() -> unavailabilityCause().orElseThrow());
    }

    /// The native library under the loops.
    ///
    /// @param name `libuv`
    /// @param version as the library says
    /// @param path of its file
    /// @param source which of the places that are tried had it
    public record Backend(String name, String version, String path, String source) {
        /// Checks that no required component is null.
        public Backend {
            Objects.requireNonNull(name, "the name is null");
            Objects.requireNonNull(version, "the version is null");
            Objects.requireNonNull(path, "the path is null");
            Objects.requireNonNull(source, "the source is null");
        }
    }
}
