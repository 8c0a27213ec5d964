package io.juvloop.benchmarks.query;

import io.juvloop.EventLoop;

/// A way to call juvloop's driver.
///
/// Loop thread only.
interface JuvloopWay {
    boolean does(QueryLine line);

    /// Does a line on every connection until the span is over.
    void run(EventLoop loop, JuvloopLine work, LoadSpan span);
}
