package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.Server;

/// Serves until Ctrl-C, then closes everything in order.
///
/// The JVM answers Ctrl-C by running shutdown hooks on threads of their own, so the hook asks the loop to stop
/// and waits for this thread to have closed it. That is how the program is meant to end, so it ends with 0.
final class UntilInterrupted {
    private UntilInterrupted() {}

    static void run(EventLoop loop, Server server) {
        run(loop, () -> {
            server.closeClients();
            server.close();
            loop.runUntilComplete(server.waitClosed());
        });
    }

    static void run(EventLoop loop, Runnable closing) {
        Thread serving = Thread.currentThread();
        Thread hook = new Thread(() -> stopAndWait(loop, serving), "closing");
        Runtime.getRuntime().addShutdownHook(hook);
        loop.runForever();
        closing.run();
        loop.close();
    }

    private static void stopAndWait(EventLoop loop, Thread serving) {
        try {
            loop.callSoonThreadsafe(loop::stop);
            serving.join();
        } catch (IllegalStateException closedAlready) {
            return;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return;
        }
        Runtime.getRuntime().halt(0);
    }
}
