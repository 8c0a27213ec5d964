package io.juvloop.benchmarks.peer;

import io.juvloop.benchmarks.serve.ServerKey;
import java.util.List;

/// The peers that echo over TLS, in the order of the tables. The first is the base that the others are divided by.
/// All have the key of [ServerKey], which must have been made.
public final class TlsPeers {
    /// C on libuv, with OpenSSL.
    public static final Peer BASE = new Peer(
            "c-libuv",
            false,
            (repository, jvm) -> List.of(
                    repository.existing("native/build/tls-echo-server", "run `make native-tls`"),
                    "0",
                    ServerKey.CERTIFICATE,
                    ServerKey.KEY));

    private static final List<Peer> ALL = List.of(
            BASE,
            new Peer(
                    "juvloop",
                    true,
                    (repository, jvm) -> jvm.jar(
                            repository.existing("examples/target/juvloop-examples.jar", "build the examples"),
                            "echo",
                            "--port",
                            "0",
                            "--style",
                            "protocol",
                            "--tls",
                            "--cert",
                            ServerKey.CERTIFICATE,
                            "--key",
                            ServerKey.KEY)),
            new Peer(
                    "juvloop-streams",
                    true,
                    (repository, jvm) -> jvm.with("-Djuvloop.tasks=fast")
                            .thisProgram(repository, "serve", "--peer", "juvloop-streams-tls", "--port", "0")),
            served("netty-jdk"),
            served("netty-boringssl"),
            served("vertx"),
            served("nio-selector"),
            served("virtual-threads"),
            Foreign.pythonTlsEcho("uvloop"),
            Foreign.pythonTlsEcho("asyncio"),
            Foreign.nodeTls(),
            Foreign.goTls());

    private TlsPeers() {}

    /// The peers of the given names, the base always first; for an empty list all.
    public static List<Peer> named(List<String> names, Builds builds) {
        return builds.choose(names, ALL, List.of("juvloop", "juvloop-streams"));
    }

    private static Peer served(String name) {
        return new Peer(
                name,
                true,
                (repository, jvm) -> jvm.thisProgram(repository, "serve", "--peer", name + "-tls", "--port", "0"));
    }
}
