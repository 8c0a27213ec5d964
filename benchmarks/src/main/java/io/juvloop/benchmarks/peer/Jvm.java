package io.juvloop.benchmarks.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts every peer on the JVM: with the JDK that runs this program, and the same flags for all.
///
/// The serial collector, because the JVM itself chooses it on one core, and because concurrent collectors have
/// threads that compete with the server for the core.
public record Jvm(List<String> flags) {
    /// The flags of an ordinary run.
    public static final Jvm STANDARD = new Jvm(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));

    /// No collector at all, and memory for little more than the program itself.
    public static final Jvm WITHOUT_COLLECTOR =
            new Jvm(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx64m"));

    /// The flags of a run with a hundred thousand tasks, or with thousands of blocking encrypted connections, which
    /// do not fit into the other heap.
    public static final Jvm LARGE = new Jvm(List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"));

    private static final String EXAMPLES = "examples/target/juvloop-examples.jar";
    private static final String JAR = "benchmarks/target/juvloop-benchmarks.jar";

    /// Returns the same with further flags.
    public Jvm with(String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new Jvm(List.copyOf(all));
    }

    /// A program that is a jar of its own.
    List<String> jar(String jar, String... arguments) {
        return command(List.of("-jar", jar), arguments);
    }

    /// One of the examples: from its jar or, where this program has no jar either, from its class path.
    public List<String> example(Repository repository, String... arguments) throws Peer.UnavailableException {
        if (!Files.isRegularFile(Repository.ownCode())) {
            return classPath("io.juvloop.examples.Main", arguments);
        }
        return jar(repository.existing(EXAMPLES, "build the examples"), arguments);
    }

    /// This program, with other arguments, as it was built in the given repository.
    List<String> thisProgram(Repository repository, String... arguments) throws Peer.UnavailableException {
        if (!repository.isOwn()) {
            return jar(repository.existing(JAR, "run `build/package.sh benchmarks " + JAR + "` there"), arguments);
        }
        Path code = Repository.ownCode();
        if (Files.isRegularFile(code)) {
            return jar(repository.root().relativize(code).toString(), arguments);
        }
        return classPath("io.juvloop.benchmarks.bench.Main", arguments);
    }

    private List<String> classPath(String main, String... arguments) {
        String classPath = System.getProperty("java.class.path").replace(File.pathSeparator + File.pathSeparator, "");
        return command(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        main),
                arguments);
    }

    private List<String> command(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(flags);
        command.addAll(program);
        command.addAll(List.of(arguments));
        return command;
    }

    /// The launcher of the JDK that runs this program.
    public static Path java() {
        return tool("java");
    }

    /// A tool of the JDK that runs this program.
    public static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }
}
