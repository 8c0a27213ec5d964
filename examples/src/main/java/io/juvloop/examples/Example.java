package io.juvloop.examples;

/// A program that [Main] can run.
interface Example {
    /// Its options, for the list.
    ///
    /// @return one line
    String usage();

    /// What it shows.
    ///
    /// @return one line
    String summary();

    /// Runs it to its end.
    ///
    /// @param options from the command line
    /// @throws Exception what it could not cope with
    void run(Options options) throws Exception;
}
