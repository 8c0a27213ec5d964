package io.juvloop.files;

import io.juvloop.EventLoop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Copies its standard input to its standard output as whole files, in a way that its argument names.
final class StandardStreamsMain {
    private static final Path IN = Path.of("/dev/stdin");
    private static final Path OUT = Path.of("/dev/stdout");

    private StandardStreamsMain() {}

    public static void main(String... arguments) {
        try (EventLoop loop = EventLoop.create()) {
            FileOperations files = loop.files();
            switch (arguments[0]) {
                case "string" ->
                    loop.runUntilComplete(files.writeString(OUT, loop.runUntilComplete(files.readString(IN))));
                case "bytes" -> loop.runUntilComplete(files.write(OUT, loop.runUntilComplete(files.readAllBytes(IN))));
                case "charset" -> {
                    String text = loop.runUntilComplete(files.readString(IN, StandardCharsets.ISO_8859_1));
                    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                    loop.runUntilComplete(files.write(OUT, bytes, OpenOptions.APPEND));
                }
                case "copyfile" -> loop.runUntilComplete(files.copyfile(IN, OUT));
                case "sendfile" -> sendfile(loop);
                default -> throw new AssertionError(arguments[0]);
            }
        }
    }

    private static void sendfile(EventLoop loop) {
        AsyncFile in = loop.runUntilComplete(loop.files().open(IN, OpenOptions.READ));
        AsyncFile out = loop.runUntilComplete(loop.files().open(OUT, OpenOptions.WRITE));
        loop.runUntilComplete(in.sendfile(out, 0, Long.MAX_VALUE));
        in.close();
        out.close();
        loop.runUntilComplete(in.waitClosed());
        loop.runUntilComplete(out.waitClosed());
    }
}
