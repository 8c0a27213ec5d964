package io.juvloop.benchmarks.peer;

import java.util.List;

/// The workers that are compared by the cost of their tasks, or of their equivalent of tasks, in the order of the
/// tables. The first is the base that the others are divided by.
public final class Workers {
    /// Tasks of juvloop in fast mode.
    public static final Peer BASE = tasks("juvloop", "fast");

    private static final List<Peer> ALL = List.of(
            BASE,
            tasks("juvloop-portable", "portable"),
            new Peer(
                    "virtual-threads",
                    true,
                    (repository, jvm) -> jvm.thisProgram(repository, "worker", "--peer", "virtual-threads")),
            Foreign.pythonTasks("uvloop"),
            Foreign.pythonTasks("asyncio"));

    private Workers() {}

    /// The workers of the given names, the base always first; all of them for an empty list.
    public static List<Peer> named(List<String> names, Builds builds) {
        return builds.choose(names, ALL, List.of(BASE.name()));
    }

    private static Peer tasks(String name, String mode) {
        return new Peer(
                name,
                true,
                (repository, jvm) ->
                        jvm.with("-Djuvloop.tasks=" + mode).thisProgram(repository, "worker", "--peer", "tasks"));
    }
}
