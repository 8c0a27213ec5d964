package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// What a loop did between two waits, which took long.
///
/// Any thread; used once.
@Name("io.juvloop.SlowIteration")
@Label("Slow Iteration")
@Description("An event loop that did not look for events for long")
@Category({"juvloop", "Event Loop"})
@StackTrace(false)
@Threshold("20 ms")
final class SlowIterationEvent extends Event {
    @Label("Callbacks and Steps")
    long callbacks;
}
