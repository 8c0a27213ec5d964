package io.juvloop.benchmarks.query;

import java.time.Duration;

/// One driver at work, in one of its ways.
///
/// One thread, which may be a task's or a loop's inside.
public interface Client {
    /// Whether the driver has a way to do this; one that it does not have stays empty in the tables.
    boolean does(QueryLine line);

    /// Does a line on all connections for about as long, and checks each answer.
    ///
    /// @return the figures, as [LoadSpan#end] writes them
    /// @throws Exception if an answer is wrong, or a statement fails
    String run(QueryLine line, Expected expected, Duration duration) throws Exception;

    /// Opens further connections, until there are so many beside those that work; none of them is used.
    void hold(int connections) throws Exception;

    /// Opens a connection, reads the first row of `select 1+1`, and closes it.
    void connectOnce() throws Exception;
}
