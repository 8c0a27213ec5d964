package io.juvloop.files;

import io.juvloop.EventLoop;
import io.juvloop.testing.Turns;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// Ends while file operations wait: the arguments are the pending operation, the way to end, and a folder with
/// a FIFO.
final class EndingWithFilesMain {
    private static final long HUGE = 1L << 36;

    private EndingWithFilesMain() {}

    private static CompletableFuture<?> begin(EventLoop loop, String what, Path directory) throws Exception {
        Path fifo = directory.resolve("fifo");
        FileOperations files = loop.files();
        return switch (what) {
            case "open" -> files.open(fifo, OpenOptions.READ);
            case "write" -> files.writeString(fifo, "never");
            case "read" -> files.readAllBytes(fifo);
            case "copy" -> files.copyfile(fifo, directory.resolve("copy"));
            case "copyTo" -> files.copyfile(Files.createFile(directory.resolve("source")), fifo);
            case "full" ->
                loop.runUntilComplete(files.open(fifo, OpenOptions.READ_WRITE)).write(ByteBuffer.allocate(1 << 20));
            case "shrinking" -> shrinking(loop, directory.resolve("source"));
            default -> throw new AssertionError(what);
        };
    }

    private static CompletableFuture<?> shrinking(EventLoop loop, Path path) throws Exception {
        try (RandomAccessFile source = new RandomAccessFile(path.toFile(), "rw")) {
            source.setLength(HUGE); // most of it is a hole
            CompletableFuture<?> copying = loop.files().copyfile(path, Path.of("/dev/null"));
            Turns.many(loop, 20);
            source.setLength(10);
            return copying;
        }
    }

    public static void main(String... arguments) throws Exception {
        EventLoop loop = EventLoop.create();
        CompletableFuture<?> underWay = begin(loop, arguments[0], Path.of(arguments[2]));
        Turns.many(loop, 50);
        System.out.println(underWay);
        System.out.println("ends");
        switch (arguments[1]) {
            case "close" -> loop.close();
            case "exit" -> System.exit(0);
            default -> Runtime.getRuntime().halt(0);
        }
    }
}
