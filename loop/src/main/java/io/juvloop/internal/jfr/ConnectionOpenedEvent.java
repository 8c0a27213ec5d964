package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A connection that begins.
///
/// Any thread; used once.
@Name("io.juvloop.ConnectionOpened")
@Label("Connection Opened")
@Description("A stream connection was accepted or made")
@Category({"juvloop", "Connections"})
@StackTrace(false)
final class ConnectionOpenedEvent extends Event {
    @Label("Transport")
    String transport = "";

    @Label("Accepted")
    boolean accepted;
}
