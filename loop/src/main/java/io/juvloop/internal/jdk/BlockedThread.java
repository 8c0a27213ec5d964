package io.juvloop.internal.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual thread that waits to enter a monitor. Since version 25 the JDK's thread dump has the monitor and, beside
/// another thread, who is in it:
///
/// ```
/// #40 "loop" virtual BLOCKED 2026-01-01T00:00:00.000000Z
///     at Example.use(Example.java:20)
///     - waiting to lock <java.lang.Object@4a574795>
///
/// #35 "status" RUNNABLE 2026-01-01T00:00:00.000000Z
///     at Example.hold(Example.java:10)
///     - locked <java.lang.Object@4a574795>
/// ```
///
/// A dump takes long where there are many threads. Any thread.
///
/// @param monitor the object's class and number
/// @param owner the thread that is in the monitor; null if none was found
public record BlockedThread(String monitor, @Nullable String owner) {
    private static final String WANTS = "    - waiting to lock <";
    private static final String HAS = "    - locked <";

    /// Finds the monitor in a dump of all threads.
    ///
    /// @param waiting the thread that waits
    /// @return null if it waits no more, or the JDK makes no dump
    public static @Nullable BlockedThread find(Thread waiting) {
        try {
            return in(dump(), waiting.threadId());
        } catch (IOException | LinkageError | IllegalStateException noDump) {
            return null;
        }
    }

    /// The file must not exist before.
    private static List<String> dump() throws IOException {
        Path folder = Files.createTempDirectory("juvloop-threads");
        Path file = folder.resolve("dump.txt");
        try {
            ThreadDump.writeTo(file);
            return Files.readAllLines(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /// Finds a thread in the lines of a dump.
    static @Nullable BlockedThread in(List<String> dump, long number) {
        String wanted = lockOf(dump, "#" + number + " ");
        if (wanted == null) {
            return null;
        }
        String header = "";
        for (String line : dump) {
            if (line.startsWith("#")) {
                header = line;
            } else if (line.equals(HAS + wanted + ">")) {
                return new BlockedThread(wanted, owner(header));
            }
        }
        return new BlockedThread(wanted, null);
    }

    private static @Nullable String lockOf(List<String> dump, String header) {
        boolean inside = false;
        for (String line : dump) {
            if (line.startsWith("#")) {
                inside = line.startsWith(header);
            } else if (inside && line.startsWith(WANTS)) {
                return line.substring(WANTS.length(), line.length() - 1);
            }
        }
        return null;
    }

    private static String owner(String header) {
        long number = Long.parseLong(header.substring(1, header.indexOf(' ')));
        return LockOwner.inWords(number, header.substring(header.indexOf('"') + 1, header.lastIndexOf('"')));
    }
}
