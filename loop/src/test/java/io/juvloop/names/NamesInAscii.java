package io.juvloop.names;

import io.juvloop.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks every [ByteNameCase], each in a folder of its own, and prints those that work: to be run where the
/// encoding of the process is ASCII.
final class NamesInAscii {
    /// The prefix of a line about a case that works.
    static final String RIGHT = "right: ";

    private NamesInAscii() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(System.getProperty("sun.jnu.encoding"));
        for (ByteNameCase each : ByteNameCase.values()) {
            EventLoop loop = EventLoop.create();
            each.check(loop, Files.createDirectory(Path.of(arguments[0], each.name())));
            loop.close();
            System.out.println(RIGHT + each);
        }
    }
}
