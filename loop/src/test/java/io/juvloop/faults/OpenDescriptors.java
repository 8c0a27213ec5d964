package io.juvloop.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The descriptors of this process, where the system lists them with their files, as Linux does.
final class OpenDescriptors {
    private static final Path LIST = Path.of("/proc/self/fd");

    private OpenDescriptors() {}

    /// How many are of files in a folder, or of the folder itself; 0 where the system does not say.
    static long under(Path folder) {
        if (Files.notExists(LIST)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(LIST)) {
            return all.filter(each -> isUnder(folder, each)).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// How many are of sockets, pipes and whatever else is no file with a path; 0 where the system does not say.
    static long withoutPath() {
        if (Files.notExists(LIST)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(LIST)) {
            return all.filter(OpenDescriptors::hasNoPath).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What is behind one; nothing if it is not open, or the system does not say.
    static String file(int number) {
        try {
            return Files.readSymbolicLink(LIST.resolve(String.valueOf(number))).toString();
        } catch (IOException notOpen) {
            return "";
        }
    }

    private static boolean hasNoPath(Path descriptor) {
        try {
            return !Files.readSymbolicLink(descriptor).isAbsolute();
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isUnder(Path folder, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException gone) {
            return false;
        }
    }
}
