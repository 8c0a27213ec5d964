package io.juvloop.net.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.testing.Reaped;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A JVM of its own, for settings that would disturb all other tests: a limit on descriptors, another hosts
/// file, a crash.
///
/// It has the class path of the tests.
public final class ChildJvm {
    private static final long ENDING_SIGNALS = 1 << (1 - 1) | 1 << (2 - 1) | 1 << (15 - 1); // HUP, INT, TERM

    private ChildJvm() {}

    /// The command that runs a main class.
    ///
    /// @param before a command that runs the command behind it, such as `nice`; may be empty
    public static List<String> command(List<String> before, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(libuvOfTheTests());
        command.addAll(List.of("-cp", classPath(main), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The option that makes a JVM load the libuv that the tests use, if one was set.
    public static List<String> libuvOfTheTests() {
        String path = System.getProperty("juvloop.library.path");
        return path == null ? List.of() : List.of("-Djuvloop.library.path=" + path);
    }

    /// The prefix of the command of a child that must end when a signal asks it. A process started in the
    /// background ignores some signals, as do its children, and a JVM leaves an ignored one alone.
    public static List<String> askable() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return List.of();
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & ENDING_SIGNALS) == 0 ? List.of() : List.of("env", "--default-signal=HUP,INT,TERM");
    }

    /// Runs a main class, which must end successfully.
    ///
    /// @return the lines that it printed
    public static List<String> run(List<String> before, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(before, main, arguments))
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().readAllLines();
        assertThat(Reaped.exit(process)).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static String classPath(Class<?> main) {
        return Stream.of(folderOf(main), System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String folderOf(Class<?> type) {
        try {
            String file = type.getName().replace('.', '/') + ".class";
            URI place = Objects.requireNonNull(type.getResource("/" + file)).toURI();
            return Path.of(place).toString().replace(file.replace('/', File.separatorChar), "");
        } catch (URISyntaxException impossible) {
            throw new AssertionError("where is " + type + "?", impossible);
        }
    }
}
