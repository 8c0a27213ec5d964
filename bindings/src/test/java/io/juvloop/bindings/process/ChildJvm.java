package io.juvloop.bindings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.bindings.LibUv;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A child JVM, for what happens once in a process: loading libuv, granting native access, crashing.
///
/// It has the class path or module path of the tests.
public final class ChildJvm {
    private static final String MODULE = "io.juvloop.bindings";
    private static final long LIMIT_SECONDS = 40;

    private final List<String> options = new ArrayList<>();
    private final List<String> classPath = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final boolean modular;

    /// How it ended and what it printed.
    public record Result(int exit, String out, String err) {
        /// Returns the result, if the process ended successfully and without output on standard error.
        public Result withoutComplaint() {
            assertThat(err).isEmpty();
            assertThat(exit).isZero();
            return this;
        }
    }

    private ChildJvm(boolean modular) {
        this.modular = modular;
        Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(path -> path != null && !path.isEmpty())
                .filter(path -> !modular || !path.equals(System.getProperty("jdk.module.path")))
                .forEach(classPath::add);
    }

    public static ChildJvm onClassPath() {
        return new ChildJvm(false);
    }

    public static ChildJvm onModulePath() {
        String modulePath = System.getProperty("jdk.module.path");
        assumeTrue(modulePath != null, "these tests run on the class path, so the modules are not at hand");
        return new ChildJvm(true)
                .with("--module-path", modulePath)
                .with("--patch-module", MODULE + "=" + testClasses())
                .with("--add-reads", MODULE + "=ALL-UNNAMED");
    }

    /// Adds options of the `java` command.
    public ChildJvm with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /// Makes it load the libuv that the tests were started with, if any; for tests that are not about finding
    /// one.
    public ChildJvm withLibuvOfTheTests() {
        String path = System.getProperty(LibUv.PATH_PROPERTY);
        return path == null ? this : with("-D" + LibUv.PATH_PROPERTY + "=" + path);
    }

    public ChildJvm withClassPath(Path entry) {
        classPath.add(entry.toString());
        return this;
    }

    public ChildJvm withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Runs a main class to its end.
    public Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("child", ".out");
        Path err = Files.createTempFile("child", ".err");
        try {
            Process process = builder(main, arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the child JVM did not end: " + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private ProcessBuilder builder(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // it is short-lived
        command.addAll(options);
        command.add("--class-path");
        command.add(classPath.stream().collect(Collectors.joining(File.pathSeparator)));
        command.addAll(modular ? List.of("--module", MODULE + "/" + main.getName()) : List.of(main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // either would make the JVM write to its standard error
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Path testClasses() {
        String name = ChildJvm.class.getName().replace('.', '/') + ".class";
        try {
            Path file = Path.of(ChildJvm.class.getResource("ChildJvm.class").toURI());
            return file.getRoot()
                    .resolve(file.subpath(0, file.getNameCount() - Path.of(name).getNameCount()));
        } catch (URISyntaxException impossible) {
            throw new AssertionError("the URL of a class file", impossible);
        }
    }
}
