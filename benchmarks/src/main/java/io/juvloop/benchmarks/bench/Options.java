package io.juvloop.benchmarks.bench;

import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.process.Cores;
import io.juvloop.benchmarks.process.Scenario;
import io.juvloop.benchmarks.query.QueryLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The options of the command line. An empty value counts as not given, so that `make` may pass its variables
/// unchanged.
public record Options(
        Command command,
        List<String> peers,
        List<Scenario> scenarios,
        int slices,
        Duration slice,
        Duration warmup,
        int port,
        Cores cores,
        Path out,
        List<String> workloads,
        int mebibytes,
        Builds builds,
        String dsn,
        List<QueryLine> lines) {

    /// The text that `--help` and a mistake print.
    public static final String USAGE = """
            usage: juvloop-benchmarks.jar [echo] [--peers a,b] [--sizes 64,1024,64x16,64/1] [--slices N]
                                          [--slice-seconds S] [--warmup-seconds S] [--cores SERVER,LOAD] [--out DIR]
                                          [--build NAME=CHECKOUT]: NAME:juvloop is that build's juvloop, in all commands
                   juvloop-benchmarks.jar udp      echo of datagrams, with the options of echo
                   juvloop-benchmarks.jar tls      echo over TLS, and handshakes [--sizes 64,64@2000+500,full,resumed],
                                                   with the options of echo, and memory of 2000 idle connections
                                                   [--workloads echo,idle]
                   juvloop-benchmarks.jar latency  latency at a constant rate [--sizes 1024/100@20000,1024/100@40000],
                                                   with the options of echo
                   juvloop-benchmarks.jar idle     memory of 10 000 idle connections
                   juvloop-benchmarks.jar epsilon  10 million messages without a garbage collector
                   juvloop-benchmarks.jar startup  time from exec to the ready line, --slices times
                   juvloop-benchmarks.jar tasks    what tasks cost [--workloads yield-1,queue,memory], with the
                                                   options of echo except the sizes
                   juvloop-benchmarks.jar spawn    what children cost [--workloads spawn,spawn-8,communicate], with
                                                   the options of tasks
                   juvloop-benchmarks.jar files    reading of a file of 1 GiB in pieces of 64 KiB [--mib N], with
                                                   the options of echo except the sizes
                   juvloop-benchmarks.jar postgres queries of PostgreSQL drivers [--lines 1,7,7x16] [--dsn URI], on a server
                                                   that starts for the run or on that of the URI, with the options
                                                   of echo except the sizes
                   juvloop-benchmarks.jar serve --peer NAME [--port N]  one of this jar's own peers
                   juvloop-benchmarks.jar worker --peer NAME            one of this jar's own workers of tasks
                   juvloop-benchmarks.jar query --peer NAME --dsn URI   one of this jar's own clients of PostgreSQL""";

    /// Reads the command line; an `IllegalArgumentException` names the mistake.
    public static Options parse(String... arguments) {
        boolean named = arguments.length > 0 && !arguments[0].startsWith("--");
        CommandLine line = new CommandLine(named ? Command.named(arguments[0]) : Command.ECHO);
        for (int next = named ? 1 : 0; next < arguments.length; next += 2) {
            if (next + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[next] + " needs a value");
            }
            if (!arguments[next + 1].isBlank()) {
                line.take(arguments[next], arguments[next + 1].strip());
            }
        }
        return line.options();
    }

    /// Returns the one peer that this process should run; empty if none was named.
    String peer() {
        return peers.isEmpty() ? "" : peers.getFirst();
    }
}
