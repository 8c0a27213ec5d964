package io.juvloop.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;

/// The form in which a comparison of servers is reported.
public interface ServerReport {
    /// The table of one scenario, as soon as it is measured.
    String table(Result result);

    /// Writes the files of a run into a folder, and prints what a table does not contain.
    void write(Run run, Path folder) throws IOException;
}
