package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.UdpPeers;
import java.util.List;
import java.util.function.Function;

/// What kind of messages a comparison sends: who answers them, and which program sends them.
///
/// @param name of the report's files
/// @param base what the others are divided by
/// @param peers who takes part, by names from the command line
/// @param load the load generator, one of the programs in C
record Traffic(String name, Peer base, Function<List<String>, List<Peer>> peers, String load) {
    static final Traffic TCP = new Traffic("echo", Peers.BASE, Peers::named, "load");
    static final Traffic UDP = new Traffic("udp", UdpPeers.BASE, UdpPeers::named, "udp-load");
}
