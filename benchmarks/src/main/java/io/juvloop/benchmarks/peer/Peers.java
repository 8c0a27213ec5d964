package io.juvloop.benchmarks.peer;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// All peers, in the order of the tables. The first is the base that the others are divided by.
public final class Peers {
    /// The same server in C on the same library.
    public static final Peer BASE = new Peer(
            "c-libuv",
            false,
            (repository, jvm) -> List.of(repository.existing("native/build/echo-server", "run `make native`"), "0"));

    private static final List<Peer> ALL = List.of(
            BASE,
            juvloop("juvloop", "protocol"),
            juvloop("juvloop-libuv-poll", "protocol", "-Djuvloop.poll=libuv"),
            juvloop("juvloop-buffered", "buffered"),
            tasks("juvloop-streams", "juvloop-streams", "fast"),
            tasks("juvloop-streams-bytes", "juvloop-streams-bytes", "fast"),
            tasks("juvloop-streams-portable", "juvloop-streams", "portable"),
            tasks("juvloop-streams-bytes-portable", "juvloop-streams-bytes", "portable"),
            tasks("juvloop-sockets", "juvloop-sockets", "fast"),
            tasks("juvloop-jdk-sockets", "juvloop-jdk-sockets", "fast"),
            served("netty-epoll"),
            served("netty-io_uring"),
            served("netty-nio"),
            served("nio-selector"),
            served("virtual-threads"),
            served("vertx"),
            Foreign.pythonEcho("uvloop", "uvloop", "protocol"),
            Foreign.pythonEcho("uvloop-streams", "uvloop", "streams"),
            Foreign.pythonEcho("asyncio", "asyncio", "protocol"),
            Foreign.pythonEcho("asyncio-streams", "asyncio", "streams"),
            Foreign.node(),
            Foreign.go());

    private static final Set<String> FOR_MEMORY = Set.of("juvloop-streams-bytes-portable");
    private static final Set<String> FOR_LATENCY =
            Set.of("c-libuv", "juvloop", "netty-epoll", "netty-io_uring", "uvloop", "go");
    private static final List<String> OF_OTHER_BUILDS = List.of("juvloop", "juvloop-streams", "juvloop-sockets");

    private Peers() {}

    /// Returns the peers of the given names, the base always first; for an empty list all, except those that are
    /// compared only by memory.
    public static List<Peer> named(List<String> names, Builds builds) {
        return builds.choose(names, ALL, OF_OTHER_BUILDS).stream()
                .filter(peer -> !names.isEmpty() || !FOR_MEMORY.contains(peer.name()))
                .toList();
    }

    /// The peers of the given names, the base always first; for an empty list those whose latency is compared.
    public static List<Peer> forLatency(List<String> names, Builds builds) {
        if (!names.isEmpty()) {
            return named(names, builds);
        }
        List<Peer> all =
                ALL.stream().filter(peer -> FOR_LATENCY.contains(peer.name())).toList();
        return builds.choose(names, all, List.of("juvloop"));
    }

    /// The peers of the given names, or of the standard ones when none is given.
    public static List<Peer> namedOr(List<String> names, Builds builds, String... standard) {
        return (names.isEmpty() ? Stream.of(standard) : names.stream())
                .map(name -> builds.find(name, ALL))
                .toList();
    }

    private static Peer juvloop(String name, String style, String... flags) {
        return new Peer(
                name,
                true,
                (repository, jvm) -> jvm.with(flags)
                        .jar(
                                repository.existing("examples/target/juvloop-examples.jar", "build the examples"),
                                "echo",
                                "--port",
                                "0",
                                "--style",
                                style));
    }

    /// A server of this jar whose connections are served by tasks, in one of the modes.
    private static Peer tasks(String name, String server, String mode) {
        return new Peer(
                name,
                true,
                (repository, jvm) -> jvm.with("-Djuvloop.tasks=" + mode)
                        .thisProgram(repository, "serve", "--peer", server, "--port", "0"));
    }

    private static Peer served(String name) {
        return new Peer(
                name, true, (repository, jvm) -> jvm.thisProgram(repository, "serve", "--peer", name, "--port", "0"));
    }
}
