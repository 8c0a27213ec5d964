package io.juvloop.examples;

/// A program that [Main] can run.
public interface Example {
    /// Returns its options, for the list of examples.
    ///
    /// @return one line
    String usage();

    /// Returns what it shows.
    ///
    /// @return one line
    String summary();

    /// Runs it until it ends.
    ///
    /// @param options from the command line
    /// @throws Exception if it fails
    void run(Options options) throws Exception;
}
