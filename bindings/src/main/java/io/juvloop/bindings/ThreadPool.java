package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// libuv's thread pool, one for the process: checks that its threads can be created.
///
/// libuv creates all of them at the first request, and aborts the process if the system refuses one. So the same
/// number of threads is created and ended here before that. A failure becomes an error of the request, and the
/// next request tries again.
///
/// Any thread. Once the threads could be created, it costs one read. See
/// [Thread pool](https://docs.libuv.org/en/v1.x/threadpool.html).
final class ThreadPool {
    private static final int DEFAULT_SIZE = 4;
    private static final int MAX_SIZE = 1024;

    /// More than a `uv_sem_t` has on any platform.
    private static final int SEMAPHORE_SIZE = 128;

    private static volatile boolean made;

    private static final class Calls {
        static final MethodHandle CREATE = Downcalls.link("uv_thread_create");
        static final MethodHandle JOIN = Downcalls.link("uv_thread_join");
        static final MethodHandle SEMAPHORE = Downcalls.link("uv_sem_init");
        static final MethodHandle POST = Downcalls.link("uv_sem_post");
        static final MethodHandle DESTROY = Downcalls.link("uv_sem_destroy");

        /// The body of such a thread: takes one argument and returns.
        static final long WAIT =
                LibUv.loaded().symbols().findOrThrow("uv_sem_wait").address();

        private Calls() {}
    }

    private ThreadPool() {}

    /// Ensures that libuv can create its threads, before its first request.
    ///
    /// @throws UvFailure EAGAIN, or another error of the system, if one cannot be created
    static void require() {
        if (!made) {
            Linking.ensure(Calls.class);
            UvFailure.check("uv_thread_create", tryThreads(size(System.getenv("UV_THREADPOOL_SIZE"))));
            made = true;
        }
    }

    /// Parsed as libuv parses its environment variable.
    static int size(@Nullable String wanted) {
        if (wanted == null) {
            return DEFAULT_SIZE;
        }
        String digits = wanted.strip().replaceFirst("\\D.*", "");
        if (digits.isEmpty()) {
            return 1;
        }
        return digits.length() > 4 ? MAX_SIZE : Math.clamp(Integer.parseInt(digits), 1, MAX_SIZE);
    }

    /// All exist at the same time, as those of the pool will.
    private static int tryThreads(int count) {
        try (Arena arena = Arena.ofConfined()) {
            long semaphore = arena.allocate(SEMAPHORE_SIZE, 16).address();
            MemorySegment threads = arena.allocate(JAVA_LONG, count);
            UvFailure.check("uv_sem_init", (int) (long) Calls.SEMAPHORE.invokeExact(semaphore, 0L, 0L, 0L, 0L));
            int begun = 0;
            int status = 0;
            while (begun < count && status == 0) {
                status = (int) (long) Calls.CREATE.invokeExact(at(threads, begun), Calls.WAIT, semaphore, 0L, 0L);
                begun += status == 0 ? 1 : 0;
            }
            end(threads, begun, semaphore);
            return status;
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static long at(MemorySegment threads, int index) {
        return threads.address() + (long) index * Long.BYTES;
    }

    private static void end(MemorySegment threads, int count, long semaphore) throws Throwable {
        for (int i = 0; i < count; i++) {
            long _ = (long) Calls.POST.invokeExact(semaphore, 0L, 0L, 0L, 0L);
        }
        for (int i = 0; i < count; i++) {
            long _ = (long) Calls.JOIN.invokeExact(at(threads, i), 0L, 0L, 0L, 0L);
        }
        long _ = (long) Calls.DESTROY.invokeExact(semaphore, 0L, 0L, 0L, 0L);
    }
}
