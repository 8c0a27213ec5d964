package io.juvloop.benchmarks.peer;

import io.juvloop.benchmarks.work.ReadFile;
import java.nio.file.Path;
import java.util.List;

/// The ways of reading a file that are compared, in the order of the tables. The first is the base that the
/// others are divided by.
public final class FileReaders {
    /// The JDK's own way to read a file without waiting for it.
    public static final String BASE = "async-channel";

    private static final String C = "c-libuv";

    /// It blocks, and so never has more than one read under way.
    private static final String BLOCKING = "channel";

    private static final String OURS = "juvloop";

    private FileReaders() {}

    /// The readers of the given names, of one file, the base always first; all of them for an empty list.
    public static List<Peer> named(List<String> names, Builds builds, Path file) {
        List<Peer> all = List.of(peer(BASE, file), peer(OURS, file), peer(C, file), peer(BLOCKING, file));
        return builds.choose(names, all, List.of(OURS));
    }

    /// Whether a reader supports the number of concurrent reads of a workload.
    public static boolean does(String name, String workload) {
        return !name.equals(BLOCKING) || workload.equals("read-1");
    }

    /// The process that reads a file in one of these ways.
    private static Peer peer(String name, Path file) {
        if (name.equals(C)) {
            return new Peer(
                    name,
                    false,
                    (repository, jvm) -> List.of(
                            repository.existing("native/build/file-reader", "run `make native`"), file.toString()));
        }
        String worker = name.equals(OURS) ? "files" : name;
        return new Peer(
                name,
                true,
                (repository, jvm) -> jvm.with("-D" + ReadFile.PROPERTY + "=" + file)
                        .thisProgram(repository, "worker", "--peer", worker));
    }
}
