package io.juvloop.examples;

import io.juvloop.EventLoop;
import io.juvloop.Server;

/// Serves until Ctrl-C, then closes everything in order.
///
/// At Ctrl-C the JVM runs shutdown hooks on threads of their own. The hook asks the loop to stop and waits until
/// this thread has closed it. That is the regular end of the program, so its exit code is 0.
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
