package io.juvloop.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.net.peer.ChildJvm;
import io.juvloop.testing.Reaped;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A user's JVM, in which nothing of libuv is loaded or granted yet: juvloop lies on its class path, or on its
/// module path with a program on the class path.
enum FreshJvm {
    CLASS_PATH("ALL-UNNAMED") {
        @Override
        List<String> paths(String modules, String classes) {
            return List.of("--class-path", modules.isEmpty() ? classes : modules + File.pathSeparator + classes);
        }
    },
    MODULE_PATH("io.juvloop.bindings") {
        @Override
        List<String> paths(String modules, String classes) {
            assumeTrue(!modules.isEmpty(), "these tests run on the class path, so the modules are not at hand");
            return List.of("--module-path", modules, "--add-modules", "io.juvloop", "--class-path", classes);
        }
    };

    private final String grantee;

    FreshJvm(String grantee) {
        this.grantee = grantee;
    }

    /// The exit code and the output.
    record Result(int exit, List<String> out, List<String> err) {}

    abstract List<String> paths(String modules, String classes);

    /// The module that `--enable-native-access` must name.
    String grantee() {
        return grantee;
    }

    /// The flag that grants native access.
    String grant() {
        return "--enable-native-access=" + grantee;
    }

    /// Runs a program to its end, with options of the `java` command.
    Result run(List<String> options, Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("fresh", ".out");
        Path err = Files.createTempFile("fresh", ".err");
        try {
            Process process = builder(options, main, arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Result(Reaped.exit(process), Files.readAllLines(out), Files.readAllLines(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private ProcessBuilder builder(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // it lives only briefly
        command.addAll(ChildJvm.libuvOfTheTests());
        command.addAll(options);
        command.addAll(paths(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // either would make the JVM write to its standard error
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder;
    }

    /// The classes of the public API, by name.
    static List<String> publicClasses() throws IOException {
        Path classes = Path.of("target/classes");
        List<String> names = new ArrayList<>();
        for (String folder : List.of("io/juvloop", "io/juvloop/spi")) {
            try (Stream<Path> files = Files.list(classes.resolve(folder))) {
                files.map(file -> classes.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                        .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
                        .forEach(names::add);
            }
        }
        assertThat(names).contains("io.juvloop.EventLoop", "io.juvloop.Juvloop", "io.juvloop.spi.EventLoopProvider");
        return names;
    }
}
