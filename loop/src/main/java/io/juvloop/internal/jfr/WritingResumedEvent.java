package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A protocol may write again.
///
/// Any thread; used once.
@Name("io.juvloop.WritingResumed")
@Label("Writing Resumed")
@Description("No more waits to be sent than the low-water mark, and the protocol goes on")
@Category({"juvloop", "Connections"})
@StackTrace(false)
final class WritingResumedEvent extends Event {
    @Label("Transport")
    String transport = "";

    @Label("Bytes Waiting")
    @DataAmount
    long bytes;
}
