package io.juvloop.internal.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.juvloop.EventCounts;
import io.juvloop.Feature;
import io.juvloop.LoopHost;
import io.juvloop.LoopMetrics;
import io.juvloop.bindings.CurrentThread;
import io.juvloop.bindings.HostProcess;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.LoopCounts;
import io.juvloop.host.ResourceUsage;
import io.juvloop.internal.core.Chapter;
import io.juvloop.internal.core.Features;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.task.Tasks;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The chapter of the host on libuv: checks what was asked, and hands it to who knows.
///
/// Thread rule and lifetime: see [LoopHost].
public interface UvHost extends LoopHost, Chapter {
    /// The tasks of the loop.
    ///
    /// @return the same each time
    Tasks tasks();

    @Override
    default boolean supports(Feature feature) {
        return Features.has(feature);
    }

    @Override
    default String libuvVersion() {
        return LibUv.require().version().toString();
    }

    // --- Figures of the loop

    @Override
    default void measureIdleTime() {
        core().checkUsable();
        core().uv().measureIdleTime();
    }

    @Override
    default LoopMetrics metrics() {
        core().checkUsable();
        return new LoopMetrics(
                Duration.ofNanos(core().uv().idleTime()), core().ready().batches());
    }

    @Override
    default EventCounts eventCounts() {
        core().checkUsable();
        Features.require(Feature.EVENT_COUNTS);
        LoopCounts counts = core().uv().counts();
        return new EventCounts(counts.iterations(), counts.events(), counts.eventsWaiting());
    }

    // --- Random bytes

    @Override
    default CompletableFuture<byte[]> random(int count) {
        core().checkUsable();
        if (count < 0) {
            throw new IllegalArgumentException("the count is negative: " + count);
        }
        return gather(count, bytes -> bytes.toArray(JAVA_BYTE));
    }

    @Override
    default CompletableFuture<MemorySegment> random(MemorySegment target) {
        core().checkUsable();
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the memory is read-only");
        }
        return gather(target.byteSize(), target::copyFrom);
    }

    private <T> CompletableFuture<T> gather(long count, Function<MemorySegment, T> taking) {
        if (count == 0) {
            OperationFuture<T> nothing = new OperationFuture<>(core());
            nothing.complete(taking.apply(MemorySegment.NULL));
            return nothing;
        }
        return new RandomBytes<>(core(), count, taking).start();
    }

    // --- The loop's thread

    @Override
    default void setThreadName(String name) {
        core().checkUsable();
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the name has a NUL inside");
        }
        core().thread().owner().setName(name);
        var _ = ThreadOfLoop.call(core(), tasks(), () -> CurrentThread.name(name));
    }

    @Override
    default Set<Integer> threadAffinity() {
        core().checkUsable();
        Features.require(Feature.THREAD_AFFINITY);
        BitSet cpus = ThreadOfLoop.call(core(), tasks(), CurrentThread::affinity);
        return cpus.stream().boxed().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    default void setThreadAffinity(Set<Integer> cpus) {
        core().checkUsable();
        Features.require(Feature.THREAD_AFFINITY);
        BitSet bits = Processors.bits(cpus);
        var _ = ThreadOfLoop.call(core(), tasks(), () -> {
            CurrentThread.affinity(bits);
            return bits;
        });
    }

    @Override
    default int threadCpu() {
        core().checkUsable();
        Features.require(Feature.CURRENT_CPU);
        return ThreadOfLoop.call(core(), tasks(), CurrentThread::cpu);
    }

    @Override
    default int threadPriority() {
        core().checkUsable();
        Features.require(Feature.THREAD_PRIORITY);
        return ThreadOfLoop.call(core(), tasks(), CurrentThread::priority);
    }

    @Override
    default void setThreadPriority(int priority) {
        core().checkUsable();
        Features.require(Feature.THREAD_PRIORITY);
        var _ = ThreadOfLoop.call(core(), tasks(), () -> {
            CurrentThread.priority(priority);
            return priority;
        });
    }

    @Override
    default ResourceUsage threadUsage() {
        core().checkUsable();
        Features.require(Feature.THREAD_USAGE);
        return Usages.of(ThreadOfLoop.call(core(), tasks(), HostProcess::usageOfThread));
    }
}
