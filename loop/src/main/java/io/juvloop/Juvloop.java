package io.juvloop;

import io.juvloop.bindings.LibUv;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The entry point of a program: runs its main task, and reports whether juvloop is available and on which
/// library.
///
/// Any thread. The information about libuv is determined once, at the first query, and never changes.
public final class Juvloop {
    private Juvloop() {}

    /// Runs the main task of a program on a new loop, and closes the loop with everything that is left at the
    /// end; see [Runner], also for Ctrl-C. asyncio's `run(main)`.
    ///
    /// ```java
    /// Juvloop.run(() -> {
    ///     Async.sleep(Duration.ofSeconds(1));
    ///     System.out.println("hello");
    /// });
    /// ```
    ///
    /// @param <T> the type of the result
    /// @param main the body of the main task
    /// @return the result of the main task
    /// @throws java.util.concurrent.CancellationException if the task was cancelled, for example because the
    ///   JVM was asked to exit
    /// @throws java.util.concurrent.CompletionException with the exception of the task, if that is checked; an
    ///   unchecked exception is thrown unchanged
    /// @throws IllegalStateException if a loop runs on this thread, or if this is a virtual thread
    public static <T extends @Nullable Object> T run(Callable<T> main) {
        return run(main, RunnerOptions.DEFAULT);
    }

    /// Runs a program whose main task has no result, see [#run(Callable)].
    ///
    /// @param main the body of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public static void run(Action main) {
        run(main, RunnerOptions.DEFAULT);
    }

    /// Runs a program with options, see [#run(Callable)]. asyncio's `run(main, debug=, loop_factory=)`.
    ///
    /// @param <T> the type of the result
    /// @param main the body of the main task
    /// @param options the options of the runner
    /// @return the result of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public static <T extends @Nullable Object> T run(Callable<T> main, RunnerOptions options) {
        try (Runner runner = new Runner(options)) {
            return runner.run(main);
        }
    }

    /// Runs a program whose main task has no result, with options, see [#run(Callable)].
    ///
    /// @param main the body of the main task
    /// @param options the options of the runner
    /// @throws IllegalStateException as [#run(Callable)]
    public static void run(Action main, RunnerOptions options) {
        var _ = run(main.asCallable(), options);
    }

    /// Runs a program, as [#run(Callable)] does; the name has no overloads without a result, for languages
    /// whose lambdas fit both.
    ///
    /// @param <T> the type of the result
    /// @param main the body of the main task
    /// @return the result of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public static <T extends @Nullable Object> T call(Callable<T> main) {
        return run(main);
    }

    /// Runs a program with options, as [#run(Callable, RunnerOptions)] does; see [#call(Callable)] for the
    /// name.
    ///
    /// @param <T> the type of the result
    /// @param main the body of the main task
    /// @param options the options of the runner
    /// @return the result of the main task
    /// @throws IllegalStateException as [#run(Callable)]
    public static <T extends @Nullable Object> T call(Callable<T> main, RunnerOptions options) {
        return run(main, options);
    }

    /// Returns whether libuv was found and can be used. Never throws.
    ///
    /// @return true if event loops can be created
    public static boolean isAvailable() {
        return LibUv.library().isPresent();
    }

    /// Returns why libuv cannot be used: the places that were tried, the operating system, architecture and C
    /// library, the version found and the one needed, or the flag that grants native access.
    ///
    /// @return the cause, or empty if [#isAvailable]
    public static Optional<UnavailableException> unavailabilityCause() {
        return LibUv.unavailabilityCause().map(cause -> new UnavailableException(cause.getMessage(), cause));
    }

    /// Returns the native library of the loops.
    ///
    /// @return the version, path and source of libuv
    /// @throws UnavailableException if libuv cannot be used
    public static Backend backend() {
        return LibUv.library()
                .map(found -> new Backend("libuv", found.version().toString(), found.path(), found.source()))
                .orElseThrow(() -> unavailabilityCause().orElseThrow());
    }

    /// The native library of the loops.
    ///
    /// @param name `libuv`
    /// @param version the version that the library reports
    /// @param path the path of its file
    /// @param source the place where it was found
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
