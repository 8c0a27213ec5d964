package io.juvloop.benchmarks.report;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.peer.Builds;
import io.juvloop.benchmarks.peer.Repository;
import java.util.List;
import java.util.Map;

/// All that a comparison of servers came to.
///
/// @param results what was measured, a scenario each
/// @param commands how the servers and the load generators were started, by name
/// @param skipped why peers are missing, by name
/// @param repository where the programs lie
/// @param builds the other builds that took part
public record Run(
        List<Result> results,
        Map<String, List<String>> commands,
        Map<String, String> skipped,
        Repository repository,
        Builds builds) {

    /// How much of the run other programs disturbed.
    String quietness() {
        List<Slice> all = results.stream()
                .flatMap(result -> result.slices().values().stream())
                .flatMap(List::stream)
                .toList();
        long disturbed = all.stream().filter(Slice::isDisturbed).count();
        return disturbed + " of " + all.size() + " slices were disturbed by other programs, and again when repeated.";
    }

    /// Says on standard output what no table says: how quiet it was, who is missing, and which targets were reached.
    void printRemarks(List<String> verdicts) {
        System.out.println(quietness());
        skipped.forEach((peer, reason) -> System.out.println("skipped " + peer + ": " + reason));
        verdicts.forEach(System.out::println);
    }
}
