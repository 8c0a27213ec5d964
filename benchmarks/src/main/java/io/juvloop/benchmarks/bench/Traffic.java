package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Peer;
import io.juvloop.benchmarks.peer.Peers;
import io.juvloop.benchmarks.peer.TlsPeers;
import io.juvloop.benchmarks.peer.UdpPeers;
import io.juvloop.benchmarks.report.EchoReport;
import io.juvloop.benchmarks.report.LatencyReport;
import io.juvloop.benchmarks.report.ServerReport;
import io.juvloop.benchmarks.report.Targets;
import io.juvloop.benchmarks.report.TlsTargets;
import io.juvloop.benchmarks.report.UdpTargets;
import java.util.List;
import java.util.function.BiFunction;

/// The messages of a comparison: the peers that answer them, the program that sends them, and the form of the
/// report.
///
/// @param base the peer that the others are divided by
/// @param peers the peers that take part, by names from the command line
/// @param load the load generator, one of the programs in C
/// @param report the form of the report
/// @param isNewEachTime whether each scenario runs code that the one before did not, and so needs the whole warm-up:
///     the JDK's engine computes records from half a kibibyte on by other code, and handshakes by yet other
record Traffic(
        Peer base,
        BiFunction<List<String>, Builds, List<Peer>> peers,
        String load,
        ServerReport report,
        boolean isNewEachTime) {
    static final Traffic TCP =
            new Traffic(Peers.BASE, Peers::named, "load", new EchoReport("echo", "TCP echo", Targets::verdicts), false);
    static final Traffic SCHEDULED = new Traffic(Peers.BASE, Peers::forLatency, "load", new LatencyReport(), false);
    static final Traffic UDP = new Traffic(
            UdpPeers.BASE, UdpPeers::named, "udp-load", new EchoReport("udp", "UDP echo", UdpTargets::verdicts), false);
    static final Traffic TLS = new Traffic(
            TlsPeers.BASE, TlsPeers::named, "tls-load", new EchoReport("tls", "TLS echo", TlsTargets::verdicts), true);
}
