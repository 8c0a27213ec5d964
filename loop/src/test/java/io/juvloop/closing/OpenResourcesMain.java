package io.juvloop.closing;

import io.juvloop.EventLoop;
import java.nio.file.Path;

/// A program with one open resource of every kind, which runs until it is killed; or closes its loop, and ends.
final class OpenResourcesMain {
    static final String READY = "ready";
    static final String CLOSES = "closes";

    private OpenResourcesMain() {}

    /// Opens everything, and runs as the second argument says.
    ///
    /// @param args a directory of its own, and the way to run
    public static void main(String[] args) throws Exception {
        EventLoop loop = EventLoop.create();
        long fresh = loop.stats().nativeBytesInUse();
        OpenResources all = new OpenResources(loop, Path.of(args[0]));
        all.open();
        all.children().forEach(pid -> System.out.println("child " + pid));
        if (args[1].equals(CLOSES)) {
            loop.close();
            all.giveBack();
            System.out.println("more bytes: " + Math.max(0, loop.stats().nativeBytesInUse() - fresh));
        } else {
            System.out.println(READY);
            loop.runForever();
        }
    }
}
