package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A connection that has ended, and why.
///
/// Any thread; used once.
@Name("io.juvloop.ConnectionLost")
@Label("Connection Lost")
@Description("A stream connection ended")
@Category({"juvloop", "Connections"})
@StackTrace(false)
final class ConnectionLostEvent extends Event {
    @Label("Transport")
    String transport = "";

    @Label("Bytes Received")
    @DataAmount
    long bytesReceived;

    @Label("Bytes Sent")
    @DataAmount
    long bytesSent;

    @Label("Cause")
    String cause = "";

    @Label("Aborted")
    boolean aborted;
}
