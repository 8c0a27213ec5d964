package io.juvloop.benchmarks.query;

import java.io.IOException;
import java.time.Duration;

/// One driver at work, in one of its ways.
///
/// One thread. Lifetime: until it is closed, which closes its connections.
public interface Client extends AutoCloseable {
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

    /// Closes its connections; an `IOException` says which of them cannot be.
    @Override
    void close() throws IOException;
}
