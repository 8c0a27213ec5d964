package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/// A callback of the loop, or the step of a task, that took long.
///
/// Any thread; used once.
@Name("io.juvloop.SlowCallback")
@Label("Slow Callback")
@Description("A callback, or a task between two waits, that kept the event loop busy")
@Category({"juvloop", "Event Loop"})
@StackTrace(false)
@Threshold("20 ms")
final class SlowCallbackEvent extends Event {
    @Label("What")
    String what = "";

    @Label("Step of a Task")
    boolean step;

    /// The measurement that this one lies in.
    transient @Nullable SlowCallbackEvent outer;
}
