package io.juvloop.benchmarks.peer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Other builds of juvloop that take part in a run, by the names that the command line gives them:
/// `before:juvloop` is the peer `juvloop` of the build `before`. So a change is compared with the earlier build
/// slice by slice, by one load generator, instead of run by run.
///
/// The commands that start a peer are those of this build. A peer that only an older build has cannot be started.
///
/// @param repositories the built checkouts, by name
public record Builds(Map<String, Repository> repositories) {
    /// No build but this one.
    public static final Builds NONE = new Builds(Map.of());

    private static final String OURS = "juvloop";
    private static final String SEPARATOR = ":";

    /// Reads words such as `before=/home/me/juvloop-before`; an `IllegalArgumentException` names the mistake.
    public static Builds parse(List<String> words) {
        Map<String, Repository> builds = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9_.-]+") || parts[1].isEmpty()) {
                throw new IllegalArgumentException(word + " is not a build such as before=/path/of/its/checkout");
            }
            builds.put(parts[0], Repository.ofBuild(parts[0], Path.of(parts[1])));
        }
        return new Builds(builds);
    }

    /// The peer of a name among some, of this build or of another; an `IllegalArgumentException` says what there is.
    Peer find(String name, List<Peer> all) {
        int end = name.indexOf(SEPARATOR);
        if (end < 0) {
            return Peer.find(name, all);
        }
        Repository build = repositories.get(name.substring(0, end));
        if (build == null) {
            throw new IllegalArgumentException(
                    "there is no build " + name.substring(0, end) + "; --build names one, as in before=/path");
        }
        Peer peer = Peer.find(name.substring(end + 1), all);
        if (!isOurs(peer)) {
            throw new IllegalArgumentException(peer.name() + " is the same in every build of juvloop");
        }
        return peer.of(build);
    }

    /// Returns the peers of the given names, the base always first. For no names it returns all, and of each
    /// other build its representative peers, if they are among all.
    List<Peer> choose(List<String> names, List<Peer> all, List<String> ofOthers) {
        Peer base = all.getFirst();
        Stream<Peer> others = names.isEmpty()
                ? Stream.concat(
                        all.stream(),
                        repositories.values().stream()
                                .flatMap(build -> all.stream()
                                        .filter(peer -> ofOthers.contains(peer.name()))
                                        .map(peer -> peer.of(build))))
                : names.stream().map(name -> find(name, all));
        return Stream.concat(Stream.of(base), others.filter(peer -> !peer.equals(base)))
                .toList();
    }

    private static boolean isOurs(Peer peer) {
        return peer.name().startsWith(OURS);
    }
}
