package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Repository;
import io.juvloop.benchmarks.process.Shell;
import io.netty.util.Version;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The machine of a run, and the versions of everything: figures have no meaning without it.
public record Machine(
        Repository repository, Builds builds, Map<String, String> description, Map<String, String> versions) {
    /// Examines the machine, and the checkouts.
    public static Machine of(Repository repository, Builds builds) throws IOException {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("cpu", valueIn("/proc/cpuinfo", "model name", ":"));
        description.put("cores", Integer.toString(coresOfMachine()));
        description.put("memory", valueIn("/proc/meminfo", "MemTotal", ":"));
        description.put("os", valueIn("/etc/os-release", "PRETTY_NAME", "=").replace("\"", ""));
        description.put("kernel", System.getProperty("os.version"));
        description.put("arch", System.getProperty("os.arch"));
        Map<String, String> versions = new LinkedHashMap<>();
        putCommit(versions, "juvloop", repository);
        builds.repositories().forEach((name, build) -> putCommit(versions, name, build));
        versions.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        versions.put("libuv", libuv(repository));
        Version.identify().values().stream()
                .findFirst()
                .ifPresent(netty -> versions.put("netty", netty.artifactVersion()));
        versions.put("vertx", vertx());
        putAnswer(versions, "c compiler", "cc", "--version");
        putAnswer(versions, "python", "/usr/bin/python3", "--version");
        putAnswer(versions, "uvloop", "/usr/bin/python3", "-c", "import uvloop; print(uvloop.__version__)");
        putAnswer(versions, "node", "node", "--version");
        putAnswer(versions, "go", "go", "version");
        return new Machine(repository, builds, description, versions);
    }

    /// Returns all of it on one line, for the foot of a chart.
    public String oneLine() {
        return description.get("cpu") + ", " + description.get("cores") + " cores, " + description.get("os")
                + ", Linux " + description.get("kernel") + ", " + versions.get("jdk") + ", libuv "
                + versions.get("libuv");
    }

    /// Returns the beginning of every report in JSON: this machine, how the peers were started, and why others
    /// were not.
    public Map<String, Object> document(Map<String, List<String>> commands, Map<String, String> skipped) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", description);
        document.put("versions", versions);
        Map<String, String> commandLines = new LinkedHashMap<>();
        commands.forEach((peer, words) -> commandLines.put(peer, portable(words)));
        document.put("commands", commandLines);
        document.put("skipped", skipped);
        return document;
    }

    /// Returns a command in a form for any machine: without the locations of the repository, of other builds and
    /// of the JDK.
    String portable(List<String> words) {
        String text = String.join(" ", words).replace(Jvm.java().toString(), "java");
        for (Repository build : builds.repositories().values()) {
            text = text.replace(build.root() + "/", build.name() + ":");
        }
        return text.replace(repository.root() + "/", "");
    }

    private static void putCommit(Map<String, String> versions, String name, Repository checkout) {
        putAnswer(versions, name, "git", "-C", checkout.root().toString(), "describe", "--always", "--dirty");
    }

    private static int coresOfMachine() throws IOException {
        // Not availableProcessors: this program is pinned to one of them.
        return (int) Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("processor"))
                .count();
    }

    private static String valueIn(String file, String key, String separator) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static void putAnswer(Map<String, String> versions, String name, String... command) {
        Shell.firstLine(command).ifPresent(answer -> versions.put(name, answer));
    }

    private static String vertx() throws IOException {
        try (InputStream text = Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
            return text == null ? "unknown" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static String libuv(Repository repository) {
        try {
            return Shell.run(repository.root(), "native/build/layout-check")
                    .lines()
                    .filter(line -> line.startsWith("version.library.string="))
                    .map(line -> line.substring(line.indexOf('=') + 1))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown: " + e.getMessage();
        }
    }
}
