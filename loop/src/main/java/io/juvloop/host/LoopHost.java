package io.juvloop.host;

import io.juvloop.Suspends;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The loop's statistics and thread, random bytes, and the features of the loaded libuv. Beyond asyncio.
/// Information about the whole process or machine is in [Host].
///
/// The loop's thread is the one that runs it, even when a task calls, which runs on a thread of its own; while
/// the loop does not run, it is the calling thread.
///
/// Obtained from [io.juvloop.EventLoop#host]. Loop thread only, except where a method says otherwise. Lifetime:
/// that of the loop; once it is closed, every method throws [IllegalStateException].
public interface LoopHost {
    // --- Features of libuv

    /// Whether a feature that depends on the version of libuv is available. Any thread.
    ///
    /// @param feature the feature
    /// @return false if using it throws an [UnsupportedOperationException]
    boolean supports(Feature feature);

    /// Returns the version of the loaded libuv. Any thread.
    ///
    /// @return the version, such as `1.44.2`
    String libuvVersion();

    // --- Statistics

    /// Starts to measure the time that the loop waits, permanently. This costs one more system call before each
    /// wait. libuv's `UV_METRICS_IDLE_TIME`.
    void measureIdleTime();

    /// Returns the load of the loop. libuv's `uv_metrics_idle_time`.
    ///
    /// @return the metrics
    LoopMetrics metrics();

    /// Returns the counters that libuv keeps. libuv's `uv_metrics_info`.
    ///
    /// @return the counts
    /// @throws UnsupportedOperationException without [Feature#EVENT_COUNTS]
    EventCounts eventCounts();

    // --- Random bytes

    /// Generates random bytes of the operating system, fit for keys, without blocking. libuv's `uv_random`.
    ///
    /// @param count the number of bytes
    /// @return the bytes; cancelling the future prevents the operation if it has not begun
    /// @throws IllegalArgumentException if the count is negative
    CompletableFuture<byte[]> random(int count);

    /// Fills memory with random bytes, see [#random(int)]. The memory is written only when the bytes are
    /// available; if it was freed by then, the future fails.
    ///
    /// @param target the memory to fill
    /// @return the same memory
    /// @throws IllegalArgumentException if it is read-only
    CompletableFuture<MemorySegment> random(MemorySegment target);

    // --- The loop's thread

    /// Sets the name of the loop's thread, for Java and, truncated to the supported length, for the operating
    /// system. Linux keeps 15 bytes, and shows the name of a process's first thread as the name of the process.
    /// libuv's `uv_thread_setname`.
    ///
    /// @param name the name, without NUL
    /// @throws IllegalArgumentException for a NUL
    @Suspends
    void setThreadName(String name);

    /// Returns the processors that the loop's thread may run on. libuv's `uv_thread_getaffinity`.
    ///
    /// @return their numbers, from 0
    /// @throws UnsupportedOperationException without [Feature#THREAD_AFFINITY]
    @Suspends
    Set<Integer> threadAffinity();

    /// Sets the processors that the loop's thread may run on. libuv's `uv_thread_setaffinity`.
    ///
    /// @param cpus their numbers, from 0
    /// @throws IllegalArgumentException if this process may use none of them
    /// @throws UnsupportedOperationException without [Feature#THREAD_AFFINITY]
    @Suspends
    void setThreadAffinity(Set<Integer> cpus);

    /// Returns the processor that the loop's thread is running on. libuv's `uv_thread_getcpu`.
    ///
    /// @return its number, from 0
    /// @throws UnsupportedOperationException without [Feature#CURRENT_CPU]
    @Suspends
    int threadCpu();

    /// Returns the priority of the loop's thread. libuv's `uv_thread_getpriority` returns the system's own number,
    /// which is converted to a level here.
    ///
    /// @return from -2, the lowest, to 2: the level that [#setThreadPriority] set, or the nearest one
    /// @throws UnsupportedOperationException without [Feature#THREAD_PRIORITY]
    @Suspends
    int threadPriority();

    /// Sets the priority of the loop's thread. libuv's `uv_thread_setpriority`.
    ///
    /// @param priority from -2, the lowest, to 2
    /// @throws IllegalArgumentException for another number
    /// @throws UnsupportedOperationException without [Feature#THREAD_PRIORITY]
    @Suspends
    void setThreadPriority(int priority);

    /// Returns the resources used by the loop's thread. libuv's `uv_getrusage_thread`.
    ///
    /// @return the counters
    /// @throws UnsupportedOperationException without [Feature#THREAD_USAGE]
    @Suspends
    ResourceUsage threadUsage();
}
