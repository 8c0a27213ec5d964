package io.juvloop.benchmarks.work;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// The JDK's own virtual threads on the JDK's own scheduler, with the same workloads.
final class ThreadSide implements Side {
    private static final Duration LONG = Duration.ofHours(1);

    private final List<Thread> held = new ArrayList<>();

    @Override
    public Map<String, Workload> workloads() {
        return Map.ofEntries(
                entry("yield-1", time -> yields(1, time)),
                entry("yield-2", time -> yields(2, time)),
                entry("yield-100", time -> yields(100, time)),
                entry("yield-10000", time -> yields(10_000, time)),
                entry("park", time -> measure(time, ThreadParking::rally)),
                entry("future", time -> measure(time, new ThreadFutures()::rally)),
                entry("wake-100000", time -> measure(time, new ThreadFutures()::crowd)),
                entry("queue", time -> measure(time, ThreadQueues::rally)),
                entry("queue-batches", time -> measure(time, ThreadQueues::batches)),
                entry("queue-1", time -> measure(time, ThreadQueues::oneByOne)),
                entry("queue-synchronous", time -> measure(time, ThreadQueues::synchronously)),
                entry("create", this::creates),
                entry("spawn", time -> measure(time, span -> ThreadProcesses.silent(span, 1))),
                entry("spawn-8", time -> measure(time, span -> ThreadProcesses.silent(span, 8))),
                entry("communicate", time -> measure(time, ThreadProcesses::talking)));
    }

    private static Tally measure(Duration duration, Consumer<ThreadSpan> setUp) throws InterruptedException {
        return ThreadSpan.measure(duration, setUp);
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is measured
    private Tally yields(int threads, Duration duration) throws InterruptedException {
        return measure(duration, span -> {
            for (int i = 0; i < threads; i++) {
                span.add(count -> {
                    while (!span.isOver()) {
                        count.count();
                        Thread.yield();
                    }
                });
            }
        });
    }

    private Tally creates(Duration duration) throws InterruptedException {
        return measure(
                duration,
                span -> span.add(count -> {
                    while (!span.isOver()) {
                        Thread.ofVirtual().start(ThreadSide::nothingToDo).join();
                        count.count();
                    }
                }));
    }

    private static void nothingToDo() {}

    @Override
    public void hold(String place, int count) throws InterruptedException {
        int more = count - held.size();
        CountDownLatch begun = new CountDownLatch(more);
        for (int i = 0; i < more; i++) {
            held.add(Thread.ofVirtual().start(() -> {
                begun.countDown();
                waitIn(place);
            }));
        }
        begun.await();
        for (Thread thread : held) {
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(1);
            }
        }
    }

    private static void waitIn(String place) {
        try {
            switch (place) {
                case "sleep" -> Thread.sleep(LONG);
                case "future" -> new CompletableFuture<Void>().get();
                default -> throw new IllegalArgumentException("there is no place " + place);
            }
        } catch (InterruptedException released) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CancellationException(e.getMessage());
        }
    }

    @Override
    public void release() throws InterruptedException {
        held.forEach(Thread::interrupt);
        for (Thread thread : held) {
            thread.join();
        }
        held.clear();
    }
}
