package io.juvloop.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
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
            juvloop("juvloop-buffered", "buffered"),
            served("netty-epoll"),
            served("netty-io_uring"),
            served("netty-nio"),
            served("nio-selector"),
            served("virtual-threads"),
            served("vertx"),
            Foreign.python("uvloop"),
            Foreign.python("asyncio"),
            Foreign.node(),
            Foreign.go());

    private Peers() {}

    /// The peers of the given names, the base always first; all of them for an empty list.
    public static List<Peer> named(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        List<Peer> chosen = new ArrayList<>(List.of(BASE));
        names.stream().map(Peers::named).filter(peer -> !peer.equals(BASE)).forEach(chosen::add);
        return List.copyOf(chosen);
    }

    /// The peers of the given names, or of the standard ones when none is given.
    public static List<Peer> namedOr(List<String> names, String... standard) {
        return (names.isEmpty() ? Stream.of(standard) : names.stream())
                .map(Peers::named)
                .toList();
    }

    private static Peer named(String name) {
        return ALL.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + name + "; there are "
                        + String.join(", ", ALL.stream().map(Peer::name).toList())));
    }

    private static Peer juvloop(String name, String style) {
        return new Peer(
                name,
                true,
                (repository, jvm) -> jvm.jar(
                        repository.existing("examples/target/juvloop-examples.jar", "build the examples"),
                        "echo",
                        "--port",
                        "0",
                        "--style",
                        style));
    }

    private static Peer served(String name) {
        return new Peer(
                name, true, (repository, jvm) -> jvm.thisProgram(repository, "serve", "--peer", name, "--port", "0"));
    }
}
