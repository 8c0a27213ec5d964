package io.juvloop.files;

import io.juvloop.EventLoop;
import io.juvloop.testing.Turns;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Ends while files are waited for: the arguments are what is under way, how to end, and a folder with a FIFO.
final class EndingWithFilesMain {
    private static final long HUGE = 1L << 36;

    private EndingWithFilesMain() {}

    private static void begin(EventLoop loop, String what, Path directory) throws Exception {
        Path fifo = directory.resolve("fifo");
        switch (what) {
            case "open" -> loop.files().open(fifo, OpenOptions.READ);
            case "write" -> loop.files().writeString(fifo, "never");
            case "read" -> loop.files().readAllBytes(fifo);
            case "copy" -> loop.files().copyfile(fifo, directory.resolve("copy"));
            case "copyTo" -> loop.files().copyfile(Files.createFile(directory.resolve("source")), fifo);
            case "full" -> {
                AsyncFile file = loop.runUntilComplete(loop.files().open(fifo, OpenOptions.READ_WRITE));
                file.write(ByteBuffer.allocate(1 << 20));
            }
            case "shrinking" -> {
                try (RandomAccessFile source =
                        new RandomAccessFile(directory.resolve("source").toFile(), "rw")) {
                    source.setLength(HUGE); // most of it is a hole
                    loop.files().copyfile(directory.resolve("source"), Path.of("/dev/null"));
                    Turns.many(loop, 20);
                    source.setLength(10);
                }
            }
            default -> throw new AssertionError(what);
        }
    }

    public static void main(String... arguments) throws Exception {
        EventLoop loop = EventLoop.create();
        begin(loop, arguments[0], Path.of(arguments[2]));
        Turns.many(loop, 50);
        System.out.println("ends");
        switch (arguments[1]) {
            case "close" -> loop.close();
            case "exit" -> System.exit(0);
            default -> Runtime.getRuntime().halt(0);
        }
    }
}
