package io.juvloop.benchmarks.bench;

import java.io.IOException;

/// The program behind `make bench`: compares echo servers side by side, what tasks cost, and measures idle
/// memory, garbage and start-up.
public final class Main {
    private Main() {}

    /// Runs the command that the arguments name; exits with 2 on a mistake in them and with 1 when a run fails.
    public static void main(String[] arguments) throws InterruptedException {
        Options options = options(arguments);
        try {
            options.command().run(options);
        } catch (IOException e) {
            System.err.println("failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Options options(String[] arguments) {
        try {
            Options options = Options.parse(arguments);
            options.command().check(options);
            return options;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            throw e;
        }
    }
}
