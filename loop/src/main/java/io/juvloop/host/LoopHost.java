package io.juvloop.host;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The loop's figures and its thread, random bytes, and what the running libuv can do. Beyond asyncio. What concerns
/// the process or the machine as a whole is in [Host].
///
/// The loop's thread is the one that runs it, also for a task that asks, which runs on a thread of its own;
/// while the loop does not run, it is the calling thread.
///
/// Obtained from [io.juvloop.EventLoop#host]. Loop thread only, except where a method says otherwise. Lifetime:
/// that of the loop; once it is closed, every method throws [IllegalStateException].
///
/// See [Miscellaneous utilities](https://docs.libuv.org/en/v1.x/misc.html).
public interface LoopHost {
    // --- What the running libuv can do

    /// Whether this process can do something that depends on the version of libuv. Any thread.
    ///
    /// @param feature what
    /// @return false if using it throws an [UnsupportedOperationException]
    boolean supports(Feature feature);

    /// The version of the libuv that was found. Any thread.
    ///
    /// @return such as `1.44.2`
    String libuvVersion();

    // --- Figures of the loop

    /// Measures from now on how long the loop waits; there is no way back. Costs one more call of the system
    /// before each wait. libuv's `UV_METRICS_IDLE_TIME`.
    void measureIdleTime();

    /// How busy the loop is. libuv's `uv_metrics_idle_time`.
    ///
    /// @return the figures
    LoopMetrics metrics();

    /// What libuv counts. libuv's `uv_metrics_info`.
    ///
    /// @return the counts
    /// @throws UnsupportedOperationException without [Feature#EVENT_COUNTS]
    EventCounts eventCounts();

    // --- Random bytes

    /// Gathers random bytes of the operating system, fit for keys, without blocking. libuv's `uv_random`.
    ///
    /// @param count how many
    /// @return the bytes; cancelling it before the gathering begins prevents it
    /// @throws IllegalArgumentException if the count is negative
    CompletableFuture<byte[]> random(int count);

    /// Fills memory with random bytes, see [#random(int)]. It is written to when the bytes are there and never
    /// later; memory that is gone by then makes the future fail.
    ///
    /// @param target what to fill
    /// @return the same memory
    /// @throws IllegalArgumentException if it is read-only
    CompletableFuture<MemorySegment> random(MemorySegment target);

    // --- The loop's thread

    /// Names the loop's thread, for Java and, cut to what it keeps, for the operating system; Linux keeps 15
    /// bytes, and shows the name of a process's first thread as that of the process. libuv's
    /// `uv_thread_setname`.
    ///
    /// @param name without NUL
    /// @throws IllegalArgumentException for a NUL
    void setThreadName(String name);

    /// The processors that the loop's thread may run on. libuv's `uv_thread_getaffinity`.
    ///
    /// @return their numbers, from 0
    /// @throws UnsupportedOperationException without [Feature#THREAD_AFFINITY]
    Set<Integer> threadAffinity();

    /// Sets the processors that the loop's thread may run on. libuv's `uv_thread_setaffinity`.
    ///
    /// @param cpus their numbers, from 0
    /// @throws IllegalArgumentException if there are none among them that this process may use
    /// @throws UnsupportedOperationException without [Feature#THREAD_AFFINITY]
    void setThreadAffinity(Set<Integer> cpus);

    /// The processor that the loop's thread runs on at the moment. libuv's `uv_thread_getcpu`.
    ///
    /// @return its number, from 0
    /// @throws UnsupportedOperationException without [Feature#CURRENT_CPU]
    int threadCpu();

    /// How urgent the loop's thread is. libuv's `uv_thread_getpriority`, which tells the system's own number; here it
    /// is a level again.
    ///
    /// @return from -2, the lowest, to 2, the level that [#setThreadPriority] set or the one next to it
    /// @throws UnsupportedOperationException without [Feature#THREAD_PRIORITY]
    int threadPriority();

    /// Sets how urgent the loop's thread is. libuv's `uv_thread_setpriority`.
    ///
    /// @param priority from -2, the lowest, to 2
    /// @throws IllegalArgumentException for another number
    /// @throws UnsupportedOperationException without [Feature#THREAD_PRIORITY]
    void setThreadPriority(int priority);

    /// What the loop's thread has used up. libuv's `uv_getrusage_thread`.
    ///
    /// @return the figures
    /// @throws UnsupportedOperationException without [Feature#THREAD_USAGE]
    ResourceUsage threadUsage();
}
