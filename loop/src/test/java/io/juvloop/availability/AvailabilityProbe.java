package io.juvloop.availability;

import io.juvloop.EventLoop;
import io.juvloop.Juvloop;
import io.juvloop.Protocol;
import io.juvloop.Server;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;

/// Run in a JVM of its own: loads the given classes and prints the information about libuv that a user can get.
final class AvailabilityProbe {
    private AvailabilityProbe() {}

    public static void main(String... classes) throws ClassNotFoundException {
        for (String name : classes) {
            Class.forName(name, true, AvailabilityProbe.class.getClassLoader());
        }
        System.out.println("classes=" + classes.length);
        System.out.println("module=" + Juvloop.class.getModule());
        System.out.println("available=" + Juvloop.isAvailable());
        System.out.println("cause="
                + oneLine(
                        Juvloop.unavailabilityCause().map(Throwable::getMessage).orElse("none")));
        System.out.println("backend=" + tried(() -> Juvloop.backend().name()));
        System.out.println("loop=" + tried(AvailabilityProbe::runALoop));
        System.out.println("again=" + tried(AvailabilityProbe::runALoop));
    }

    private static String tried(Supplier<String> action) {
        try {
            return action.get();
        } catch (RuntimeException | Error thrown) {
            return oneLine(thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
        }
    }

    private static String oneLine(String text) {
        return text.replace("\n", " | ");
    }

    /// Timers, posts from another thread, a listening socket and a name: everything that makes a native call.
    private static String runALoop() {
        try (EventLoop loop = EventLoop.create()) {
            StringBuilder done = new StringBuilder();
            Server server = loop.runUntilComplete(loop.createServer(NoProtocol::new, "localhost", 0));
            server.close();
            loop.runUntilComplete(server.waitClosed());
            Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(() -> done.append("posted")));
            while (done.isEmpty()) {
                loop.callLater(Duration.ofMillis(1), loop::stop);
                loop.runForever();
            }
            return done.toString();
        }
    }

    private static final class NoProtocol implements Protocol {
        @Override
        public void dataReceived(ByteBuffer data) {
            throw new AssertionError("nobody connects");
        }
    }
}
