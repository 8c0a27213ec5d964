package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks the platform's dynamic loader which file a function came from.
///
/// Any thread. Stateless.
final class DynamicLoader {
    /// `Dl_info` is four pointers; the first is the file's name.
    private static final int DL_INFO_SIZE = 4 * 8;

    private DynamicLoader() {}

    /// The file of a loaded function.
    ///
    /// @param function its address
    /// @return the absolute path, or empty where the platform does not report it
    static Optional<String> fileOf(MemorySegment function) {
        if (Platform.current().isWindows()) {
            return searchWindowsPath();
        }
        return Platform.current().isLinux() ? readMaps(function.address()) : askDladdr(function);
    }

    /// Cheaper at start-up than linking a function. See
    /// [proc_pid_maps(5)](https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html).
    private static Optional<String> readMaps(long address) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.indexOf('/') > 0 && isWithin(line, address))
                    .map(line -> line.substring(line.indexOf('/')))
                    .findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /// A line begins with the first and the last address of a mapping.
    private static boolean isWithin(String line, long address) {
        int dash = line.indexOf('-');
        long from = Long.parseUnsignedLong(line, 0, dash, 16);
        long to = Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16);
        return from <= address && address < to;
    }

    /// See [dladdr(3)](https://man7.org/linux/man-pages/man3/dladdr.3.html).
    private static Optional<String> askDladdr(MemorySegment function) {
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup().find("dladdr");
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        var dladdr = linker.downcallHandle(symbol.get(), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(DL_INFO_SIZE, 8);
            if ((int) dladdr.invokeExact(function.address(), info.address()) == 0) {
                return Optional.empty();
            }
            return Optional.of(absolute(Memory.string(info.get(JAVA_LONG, 0))));
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }

    private static Optional<String> searchWindowsPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(";"))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Platform.current().libraryNames().stream().map(name -> Path.of(folder, name)))
                .filter(Files::isRegularFile)
                .map(file -> file.toAbsolutePath().toString())
                .findFirst();
    }
}
