package io.juvloop.postgres.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// The cancelling of a statement, from the request to the end of its answer.
///
/// Any thread; used once.
@Name("io.juvloop.postgres.Cancel")
@Label("Database Cancel")
@Description("The cancelling of a statement, until the connection can be used")
@Category({"juvloop", "PostgreSQL"})
@StackTrace(false)
@Threshold("0 ms")
final class CancelEvent extends Event {
    @Label("Server Process")
    int pid;

    @Label("Reason")
    String reason = "";

    @Label("Error")
    String error = "";
}
