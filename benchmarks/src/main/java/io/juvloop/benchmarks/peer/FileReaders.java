package io.juvloop.benchmarks.peer;

import io.juvloop.benchmarks.work.ReadFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is compared by how fast it reads a file, in the order of the tables. The first is the base that the
/// others are divided by.
public final class FileReaders {
    /// The JDK's own way to read a file without waiting for it.
    public static final String BASE = "async-channel";

    private static final String C = "c-libuv";

    /// It waits itself, and so has never more than one read under way.
    private static final String BLOCKING = "channel";

    private static final List<String> ALL = List.of(BASE, "juvloop", C, BLOCKING);

    private FileReaders() {}

    /// The readers of the given names, the base always first; all of them for an empty list.
    public static List<String> named(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        List<String> chosen = new ArrayList<>(List.of(BASE));
        for (String name : names) {
            if (!ALL.contains(name)) {
                throw new IllegalArgumentException(
                        "no reader of files is called " + name + "; there are " + String.join(", ", ALL));
            }
            if (!name.equals(BASE)) {
                chosen.add(name);
            }
        }
        return List.copyOf(chosen);
    }

    /// Whether a reader can have so many reads under way as a workload wants.
    public static boolean does(String name, String workload) {
        return !name.equals(BLOCKING) || workload.equals("read-1");
    }

    /// The process that reads a file in one of these ways.
    public static Peer peer(String name, Path file) {
        if (name.equals(C)) {
            return new Peer(
                    name,
                    false,
                    (repository, jvm) -> List.of(
                            repository.existing("native/build/file-reader", "run `make native`"), file.toString()));
        }
        String worker = name.equals("juvloop") ? "files" : name;
        return new Peer(
                name,
                true,
                (repository, jvm) -> jvm.with("-D" + ReadFile.PROPERTY + "=" + file)
                        .thisProgram(repository, "worker", "--peer", worker));
    }
}
