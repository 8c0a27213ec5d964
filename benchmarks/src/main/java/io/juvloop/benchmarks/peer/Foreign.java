package io.juvloop.benchmarks.peer;

import io.juvloop.benchmarks.process.Shell;
import io.juvloop.benchmarks.query.Server;
import io.juvloop.benchmarks.serve.ServerKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The peers in other languages, which take part where their language is installed.
final class Foreign {
    private static final String ECHO = "benchmarks/peers/echo.py";
    private static final String UDP_ECHO = "benchmarks/peers/udp_echo.py";
    private static final String TASKS = "benchmarks/peers/tasks.py";
    private static final String QUERIES = "benchmarks/peers/queries.py";

    private Foreign() {}

    /// An echo server on asyncio, or on uvloop instead.
    static Peer pythonEcho(String name, String loop, String style) {
        return script(name, loop, ECHO, "--port", "0", "--style", style);
    }

    /// An echo server over TLS, with a protocol on asyncio, or on uvloop instead.
    static Peer pythonTlsEcho(String loop) {
        return script(loop, loop, ECHO, "--port", "0", "--cert", ServerKey.CERTIFICATE, "--key", ServerKey.KEY);
    }

    /// A datagram echo server on asyncio, or on uvloop instead.
    static Peer pythonUdpEcho(String loop) {
        return script(loop, loop, UDP_ECHO, "--port", "0");
    }

    /// A worker on asyncio, or on uvloop instead.
    static Peer pythonTasks(String loop) {
        return script(loop, loop, TASKS);
    }

    /// A client of a PostgreSQL server: asyncpg, on uvloop where there is one.
    static Peer pythonQueries(Server server) {
        return new Peer("asyncpg", false, (repository, jvm) -> {
            String interpreter = interpreterWith("asyncpg, uvloop")
                    .or(() -> interpreterWith("asyncpg"))
                    .orElseThrow(() -> new Peer.UnavailableException("no python3 here has the module asyncpg"));
            String script = repository.existing(QUERIES, "the checkout is incomplete");
            return List.of(interpreter, script, "--dsn", server.dsn());
        });
    }

    /// Both loops run on the same interpreter, if there is one that has uvloop.
    private static Peer script(String name, String loop, String script, String... arguments) {
        return new Peer(name, false, (repository, jvm) -> {
            Optional<String> withUvloop = interpreterWith("uvloop");
            Optional<String> interpreter = withUvloop.isPresent() ? withUvloop : interpreterWith(loop);
            List<String> command = new ArrayList<>();
            command.add(interpreter.orElseThrow(
                    () -> new Peer.UnavailableException("no python3 here has the module " + loop)));
            command.add(repository.existing(script, "the checkout is incomplete"));
            command.addAll(List.of("--loop", loop));
            command.addAll(List.of(arguments));
            return List.copyOf(command);
        });
    }

    /// Returns the first interpreter that has a module: the first one in the path may not be the system's, which
    /// has the system's packages.
    private static Optional<String> interpreterWith(String module) {
        return List.of("python3", "/usr/bin/python3").stream()
                .filter(python -> Shell.firstLine(python, "-c", "import " + module + "; print('found')")
                        .isPresent())
                .findFirst();
    }

    static Peer node() {
        return node(List.of("0"));
    }

    static Peer nodeTls() {
        return node(List.of("0", ServerKey.CERTIFICATE, ServerKey.KEY));
    }

    private static Peer node(List<String> arguments) {
        return new Peer("node", false, (repository, jvm) -> {
            requireProgram("node");
            List<String> command = new ArrayList<>(
                    List.of("node", repository.existing("benchmarks/peers/echo.js", "the checkout is incomplete")));
            command.addAll(arguments);
            return List.copyOf(command);
        });
    }

    static Peer go() {
        return go(List.of("0"));
    }

    static Peer goTls() {
        return go(List.of("0", ServerKey.CERTIFICATE, ServerKey.KEY));
    }

    private static Peer go(List<String> arguments) {
        return new Peer("go", false, (repository, jvm) -> {
            requireProgram("go");
            String program = "benchmarks/target/echo-go";
            try {
                Shell.run(
                        repository.root(),
                        "go",
                        "build",
                        "-o",
                        program,
                        repository.existing("benchmarks/peers/echo.go", "the checkout is incomplete"));
            } catch (IOException e) {
                throw new Peer.UnavailableException("go build failed: " + e.getMessage());
            }
            List<String> command = new ArrayList<>(List.of("env", "GOMAXPROCS=1", program));
            command.addAll(arguments);
            return List.copyOf(command);
        });
    }

    private static void requireProgram(String name) throws Peer.UnavailableException {
        if (Shell.firstLine("sh", "-c", "command -v " + name).isEmpty()) {
            throw new Peer.UnavailableException(name + " is not installed");
        }
    }
}
