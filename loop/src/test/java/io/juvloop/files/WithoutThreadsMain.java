package io.juvloop.files;

import com.sun.jna.Function;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Uses libuv's thread pool for the first time when the system allows no thread, and again when it does. The
/// argument names the operation.
final class WithoutThreadsMain {
    private static final int RLIMIT_NPROC = 6;

    private WithoutThreadsMain() {}

    private static void limit(long threads) {
        long[] limits = new long[2];
        Function.getFunction("c", "getrlimit").invokeInt(new Object[] {RLIMIT_NPROC, limits});
        limits[0] = Math.min(threads, limits[1] < 0 ? Long.MAX_VALUE : limits[1]);
        int status = Function.getFunction("c", "setrlimit").invokeInt(new Object[] {RLIMIT_NPROC, limits});
        if (status != 0) {
            throw new AssertionError("no limit can be set");
        }
    }

    private static CompletableFuture<?> ask(EventLoop loop, String what) {
        return switch (what) {
            case "stat" -> loop.files().stat(Path.of("/"));
            case "open" -> loop.files().open(Path.of("/dev/null"), OpenOptions.READ);
            case "getaddrinfo" -> loop.getaddrinfo("localhost", 80);
            case "random" -> loop.host().random(16);
            case "watch" -> watched(loop);
            default -> throw new AssertionError(what);
        };
    }

    private static CompletableFuture<?> watched(EventLoop loop) {
        try {
            FileWatch watch = loop.files().watchStat(Path.of("/"), Duration.ofHours(1), (about, before, after) -> {});
            watch.close();
            return CompletableFuture.completedFuture(watch);
        } catch (Exception refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static void report(EventLoop loop, Supplier<CompletableFuture<?>> question) {
        try {
            loop.runUntilComplete(question.get());
            System.out.println("succeeded");
        } catch (Exception failed) {
            System.out.println("failed: " + failed.getMessage());
        }
    }

    public static void main(String... arguments) {
        try (EventLoop loop = EventLoop.create()) {
            LoopFuture<Object> first = loop.createFuture(); // which starts the JDK's thread that failures need
            first.completeExceptionally(new Exception("classes are loaded"));
            report(loop, () -> first);
            limit(1);
            report(loop, () -> ask(loop, arguments[0]));
            limit(Long.MAX_VALUE);
            report(loop, () -> ask(loop, arguments[0]));
        }
        System.out.println("survived");
    }
}
