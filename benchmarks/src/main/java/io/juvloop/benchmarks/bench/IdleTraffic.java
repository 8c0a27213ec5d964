package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Jvm;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.TlsPeers;
import io.juvloop.benchmarks.report.Targets;
import io.juvloop.benchmarks.report.TlsTargets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;

/// The connections whose memory is measured.
///
/// @param connections how many are measured
/// @param before how many are opened before, until nothing is new to the server
/// @param jvm that the peers on a JVM have, with heap for all connections of each of them
/// @param load the load generator that opens them
/// @param file the name of the report
/// @param peers the peers that take part, by names from the command line
/// @param verdict says whether the KiB of one of ours reach their target
record IdleTraffic(
        int connections,
        int before,
        Jvm jvm,
        String load,
        String file,
        BiFunction<List<String>, Builds, List<Peer>> peers,
        DoubleFunction<String> verdict) {
    static final IdleTraffic TCP = new IdleTraffic(
            10_000,
            9_500,
            Jvm.STANDARD,
            "load",
            "idle.json",
            (names, builds) -> Peers.namedOr(
                    names,
                    builds,
                    "c-libuv",
                    "juvloop",
                    "juvloop-streams-bytes",
                    "juvloop-streams-bytes-portable",
                    "netty-epoll",
                    "uvloop",
                    "uvloop-streams"),
            Targets::idle);
    static final IdleTraffic TLS =
            new IdleTraffic(2_000, 3_000, Jvm.LARGE, "tls-load", "tls-idle.json", TlsPeers::named, TlsTargets::idle);
}
