package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A child that begins.
///
/// Any thread; used once.
@Name("io.juvloop.ChildStarted")
@Label("Child Started")
@Description("A child process was started")
@Category({"juvloop", "Child Processes"})
@StackTrace(false)
final class ChildStartedEvent extends Event {
    @Label("Process Id")
    long pid;

    @Label("Program")
    String program = "";
}
