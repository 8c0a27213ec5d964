package io.juvloop.benchmarks.peer;

import java.util.List;

/// One of the programs under comparison: its name in tables, and how it is started.
///
/// @param name on the command line
/// @param onJvm whether the JVM's tools can examine it
/// @param launch builds its command
public record Peer(String name, boolean onJvm, Launch launch) {
    /// Returns the command that starts a peer on a free port; for peers that are not on the JVM, the second
    /// argument has no effect.
    @FunctionalInterface
    public interface Launch {
        List<String> command(Repository repository, Jvm jvm) throws UnavailableException;
    }

    /// The reason why a peer cannot be started here.
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

    /// Returns the peer of a name; an `IllegalArgumentException` lists the names.
    static Peer find(String name, List<Peer> all) {
        return all.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + name + "; there are "
                        + String.join(", ", all.stream().map(Peer::name).toList())));
    }
}
