package io.juvloop.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.coverage.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The packages of the implementation use each other in one direction, from the facade down to the kernel and
/// the leaves. A further arrow is added here, where it must not close a circle.
class ArrowsTest {
    private static final String IMPLEMENTATION = "io.juvloop.internal";

    /// The packages that each package may use.
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("jdk", Set.of()),
            entry("jfr", Set.of()),
            entry("memory", Set.of()),
            entry("core", Set.of("jdk", "jfr", "memory")),
            entry("task", Set.of("core", "jdk", "jfr")),
            entry("executor", Set.of("core", "jdk", "task")),
            entry("phase", Set.of("core", "executor", "jdk", "task")),
            entry("base", Set.of("core", "executor", "phase", "task")),
            entry("fs", Set.of("core", "jdk", "memory", "task")),
            entry("watch", Set.of("core", "fs", "jdk", "task")),
            entry("signal", Set.of("core", "jdk")),
            entry("host", Set.of("core", "task")),
            entry("descriptor", Set.of("core", "jdk", "task")),
            entry("sock", Set.of("core", "descriptor", "executor", "jdk", "task")),
            entry("stream", Set.of("core", "jdk", "jfr", "memory")),
            entry("sendfile", Set.of("core", "descriptor", "executor", "jdk", "sock", "stream", "task")),
            entry("tls", Set.of("core", "executor", "jdk", "memory", "stream")),
            entry("net", Set.of("core", "descriptor", "sendfile", "stream", "tls")),
            entry("pipe", Set.of("core", "descriptor", "jdk", "memory", "net", "stream")),
            entry("tty", Set.of("core", "jdk", "net", "stream")),
            entry("datagram", Set.of("core", "jdk", "memory", "net", "stream")),
            entry("dns", Set.of("core", "net")),
            entry("process", Set.of("core", "jfr", "stream")));

    private final References references =
            new References(SourceTree.below("loop/src/main/java").toList());

    /// An arrow from file to file between two packages of the implementation.
    private record Arrow(String from, String to) {
        String packages() {
            return room(from) + " -> " + room(to);
        }

        boolean isOfTheFacade() {
            return room(from).isEmpty();
        }

        boolean isAllowed() {
            return ALLOWED.getOrDefault(room(from), Set.of()).contains(room(to));
        }
    }

    private static boolean isImplementation(String file) {
        return file.startsWith(IMPLEMENTATION + ".");
    }

    /// The package of a file below the facade's, whose own is the empty name.
    private static String room(String file) {
        String folder = References.packageOf(file);
        return folder.equals(IMPLEMENTATION) ? "" : folder.substring(IMPLEMENTATION.length() + 1);
    }

    private List<Arrow> arrows() {
        List<Arrow> arrows = new ArrayList<>();
        for (String from : references.files()) {
            for (String to : references.of(from)) {
                if (isImplementation(from)
                        && isImplementation(to)
                        && !room(from).equals(room(to))) {
                    arrows.add(new Arrow(from, to));
                }
            }
        }
        return arrows;
    }

    @Test
    void aPackageUsesOnlyThoseItMayUse() {
        assertThat(arrows()).isNotEmpty().allMatch(arrow -> arrow.isOfTheFacade() || arrow.isAllowed());
    }

    @Test
    void everyAllowedArrowIsUsed() {
        Set<String> used = new HashSet<>();
        arrows().forEach(arrow -> used.add(arrow.packages()));

        Set<String> unused = new TreeSet<>();
        ALLOWED.forEach((from, targets) -> targets.forEach(to -> unused.add(from + " -> " + to)));
        unused.removeAll(used);

        assertThat(unused).isEmpty();
    }

    @Test
    void theAllowedArrowsCloseNoCircle() {
        Set<String> left = new HashSet<>(ALLOWED.keySet());
        while (left.removeIf(folder -> ALLOWED.get(folder).stream().noneMatch(left::contains))) {
            // each round removes those that use only removed ones
        }

        assertThat(left).isEmpty();
    }
}
