package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A task that is done. It is off unless it is asked for, as there may be millions.
///
/// Any thread; used once.
@Name("io.juvloop.TaskEnded")
@Label("Task Ended")
@Description("A task returned, failed or was cancelled")
@Category({"juvloop", "Tasks"})
@StackTrace(false)
@Enabled(false)
final class TaskEndedEvent extends Event {
    @Label("Task")
    String task = "";

    @Label("Outcome")
    String outcome = "";

    @Label("Failure")
    String failure = "";
}
