package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Repository;
import java.util.List;
import java.util.Map;

/// The results of a comparison of servers.
///
/// @param results one for each scenario
/// @param commands that started the servers and the load generators, by name
/// @param skipped why peers are missing, by name
/// @param repository of the programs
/// @param builds the other builds that took part
public record Run(
        List<Result> results,
        Map<String, List<String>> commands,
        Map<String, String> skipped,
        Repository repository,
        Builds builds) {

    /// Returns how much of the run other programs disturbed.
    String quietness() {
        List<Slice> all = results.stream()
                .flatMap(result -> result.slices().values().stream())
                .flatMap(List::stream)
                .toList();
        long disturbed = all.stream().filter(Slice::isDisturbed).count();
        return disturbed + " of " + all.size() + " slices were disturbed by other programs, and again when repeated.";
    }

    /// Prints what the tables do not contain: how quiet the machine was, which peers are missing, and which
    /// targets were reached.
    void printRemarks(List<String> verdicts) {
        System.out.println(quietness());
        skipped.forEach((peer, reason) -> System.out.println("skipped " + peer + ": " + reason));
        verdicts.forEach(System.out::println);
    }
}
