package io.juvloop.benchmarks.peer;

import java.util.List;

/// The peers that echo datagrams, in the order of the tables. The first is the base that the others are divided
/// by.
public final class UdpPeers {
    /// The same server in C on the same library.
    public static final Peer BASE = new Peer(
            "c-libuv",
            false,
            (repository, jvm) ->
                    List.of(repository.existing("native/build/udp-echo-server", "run `make native`"), "0"));

    private static final List<Peer> ALL = List.of(
            BASE,
            new Peer(
                    "c-libuv-together",
                    false,
                    (repository, jvm) -> List.of(
                            repository.existing("native/build/udp-echo-server", "run `make native`"), "0", "together")),
            new Peer(
                    "juvloop",
                    true,
                    (repository, jvm) -> jvm.jar(
                            repository.existing("examples/target/juvloop-examples.jar", "build the examples"),
                            "udp-echo",
                            "--port",
                            "0")),
            served("netty-epoll", "netty-epoll-udp"),
            served("netty-nio", "netty-nio-udp"),
            Foreign.pythonUdpEcho("uvloop"),
            Foreign.pythonUdpEcho("asyncio"));

    private UdpPeers() {}

    /// The peers of the given names, the base always first; for an empty list all.
    public static List<Peer> named(List<String> names, Builds builds) {
        return builds.choose(names, ALL, List.of("juvloop"));
    }

    private static Peer served(String name, String server) {
        return new Peer(
                name, true, (repository, jvm) -> jvm.thisProgram(repository, "serve", "--peer", server, "--port", "0"));
    }
}
