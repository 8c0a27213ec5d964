package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A protocol was paused, as its peer takes less than it writes.
///
/// Any thread; used once.
@Name("io.juvloop.WritingPaused")
@Label("Writing Paused")
@Description("More waits to be sent than the high-water mark, and the protocol was paused")
@Category({"juvloop", "Connections"})
@StackTrace(false)
final class WritingPausedEvent extends Event {
    @Label("Transport")
    String transport = "";

    @Label("Bytes Waiting")
    @DataAmount
    long bytes;
}
