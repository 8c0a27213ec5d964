package io.juvloop.postgres.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// The opening of a connection, all its steps together.
///
/// Any thread; used once.
@Name("io.juvloop.postgres.Connect")
@Label("Database Connect")
@Description("The opening of a connection to a server, until it can be used")
@Category({"juvloop", "PostgreSQL"})
@StackTrace(false)
@Threshold("0 ms")
final class ConnectEvent extends Event {
    @Label("Host")
    String host = "";

    @Label("Database")
    String database = "";

    @Label("User")
    String user = "";

    @Label("Server Process")
    int pid;

    @Label("Error")
    String error = "";
}
