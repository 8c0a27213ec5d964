package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A child that has ended.
///
/// Any thread; used once.
@Name("io.juvloop.ChildEnded")
@Label("Child Ended")
@Description("A child process ended")
@Category({"juvloop", "Child Processes"})
@StackTrace(false)
final class ChildEndedEvent extends Event {
    @Label("Process Id")
    long pid;

    @Label("Program")
    String program = "";

    @Label("Return Code")
    int returnCode;
}
