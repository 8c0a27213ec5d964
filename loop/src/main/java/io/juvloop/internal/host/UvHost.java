package io.juvloop.internal.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.juvloop.bindings.CurrentThread;
import io.juvloop.bindings.HostProcess;
import io.juvloop.bindings.LibUv;
import io.juvloop.bindings.LoopCounts;
import io.juvloop.host.EventCounts;
import io.juvloop.host.Feature;
import io.juvloop.host.LoopHost;
import io.juvloop.host.LoopMetrics;
import io.juvloop.host.ResourceUsage;
import io.juvloop.internal.core.Features;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.core.OperationFuture;
import io.juvloop.internal.task.Tasks;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Host information and services of the loop on libuv.
///
/// Thread rule and lifetime: see [LoopHost].
public final class UvHost implements LoopHost {
    private final LoopCore core;
    private final Tasks tasks;

    public UvHost(LoopCore core, Tasks tasks) {
        this.core = core;
        this.tasks = tasks;
    }

    @Override
    public boolean supports(Feature feature) {
        return Features.has(feature);
    }

    @Override
    public String libuvVersion() {
        return LibUv.require().version().toString();
    }

    // --- Statistics of the loop

    @Override
    public void measureIdleTime() {
        core.checkUsable();
        core.uv().measureIdleTime();
    }

    @Override
    public LoopMetrics metrics() {
        core.checkUsable();
        return new LoopMetrics(
                Duration.ofNanos(core.uv().idleTime()), core.ready().batches());
    }

    @Override
    public EventCounts eventCounts() {
        core.checkUsable();
        Features.require(Feature.EVENT_COUNTS);
        LoopCounts counts = core.uv().counts();
        return new EventCounts(counts.iterations(), counts.events(), counts.eventsWaiting());
    }

    // --- Random bytes

    @Override
    public CompletableFuture<byte[]> random(int count) {
        core.checkUsable();
        if (count < 0) {
            throw new IllegalArgumentException("the count is negative: " + count);
        }
        return gather(count, bytes -> bytes.toArray(JAVA_BYTE));
    }

    @Override
    public CompletableFuture<MemorySegment> random(MemorySegment target) {
        core.checkUsable();
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the memory is read-only");
        }
        return gather(target.byteSize(), target::copyFrom);
    }

    private <T> CompletableFuture<T> gather(long count, Function<MemorySegment, T> taking) {
        if (count == 0) {
            OperationFuture<T> nothing = new OperationFuture<>(core);
            nothing.complete(taking.apply(MemorySegment.NULL));
            return nothing;
        }
        return new RandomBytes<>(core, count, taking).start();
    }

    // --- The loop's thread

    @Override
    public void setThreadName(String name) {
        core.checkUsable();
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the name has a NUL inside");
        }
        core.thread().owner().setName(name);
        var _ = OnLoopThread.call(core, tasks, () -> CurrentThread.name(name));
    }

    @Override
    public Set<Integer> threadAffinity() {
        core.checkUsable();
        Features.require(Feature.THREAD_AFFINITY);
        BitSet cpus = OnLoopThread.call(core, tasks, CurrentThread::affinity);
        return cpus.stream().boxed().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void setThreadAffinity(Set<Integer> cpus) {
        core.checkUsable();
        Features.require(Feature.THREAD_AFFINITY);
        BitSet bits = Processors.bits(cpus);
        var _ = OnLoopThread.call(core, tasks, () -> {
            CurrentThread.affinity(bits);
            return bits;
        });
    }

    @Override
    public int threadCpu() {
        core.checkUsable();
        Features.require(Feature.CURRENT_CPU);
        return OnLoopThread.call(core, tasks, CurrentThread::cpu);
    }

    @Override
    public int threadPriority() {
        core.checkUsable();
        Features.require(Feature.THREAD_PRIORITY);
        return OnLoopThread.call(core, tasks, CurrentThread::priority);
    }

    @Override
    public void setThreadPriority(int priority) {
        core.checkUsable();
        Features.require(Feature.THREAD_PRIORITY);
        var _ = OnLoopThread.call(core, tasks, () -> {
            CurrentThread.priority(priority);
            return priority;
        });
    }

    @Override
    public ResourceUsage threadUsage() {
        core.checkUsable();
        Features.require(Feature.THREAD_USAGE);
        return Usages.of(OnLoopThread.call(core, tasks, HostProcess::usageOfThread));
    }
}
