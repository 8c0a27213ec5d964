package io.juvloop.process;

import io.juvloop.EventLoop;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/// A program that tries to start children without permission: in a folder that it may not enter, and as another
/// user. It prints the failures.
final class Forbidden {
    private Forbidden() {}

    public static void main(String[] arguments) {
        EventLoop loop = EventLoop.create();
        start(loop, SubprocessOptions.INHERIT.withDirectory(Path.of(arguments[0])));
        start(loop, SubprocessOptions.INHERIT.withUser(1234));
        loop.close();
    }

    private static void start(EventLoop loop, SubprocessOptions options) {
        try {
            loop.runUntilComplete(loop.subprocessExec(() -> new SubprocessProtocol() {}, options, "true"));
            System.out.println("started");
        } catch (CompletionException failed) {
            Throwable failure = failed.getCause();
            System.out.println(failure.getClass().getSimpleName() + " " + failure.getMessage());
        }
    }
}
