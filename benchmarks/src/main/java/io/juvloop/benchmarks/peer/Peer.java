package io.juvloop.benchmarks.peer;

import java.util.List;

/// One of the programs that are compared: its name in tables, and how it is started.
///
/// @param name what the command line calls it
/// @param onJvm whether the JVM's tools can look into it
/// @param launch builds its command
public record Peer(String name, boolean onJvm, Launch launch) {
    /// The command that starts a peer on a free port; for peers that are not on the JVM, the second argument
    /// means nothing.
    @FunctionalInterface
    public interface Launch {
        List<String> command(Repository repository, Jvm jvm) throws UnavailableException;
    }

    /// A peer that cannot be started here, and why.
    public static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        public UnavailableException(String reason) {
            super(reason);
        }
    }

    /// The command of this peer.
    public List<String> command(Repository repository, Jvm jvm) throws UnavailableException {
        return launch.command(repository, jvm);
    }

    /// The same peer of another build of juvloop.
    Peer of(Repository build) {
        return new Peer(build.name() + ":" + name, onJvm, (ours, jvm) -> launch.command(build, jvm));
    }

    /// The peer of a name among some; an `IllegalArgumentException` tells which there are.
    static Peer find(String name, List<Peer> all) {
        return all.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + name + "; there are "
                        + String.join(", ", all.stream().map(Peer::name).toList())));
    }
}
