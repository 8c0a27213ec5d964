package io.juvloop.postgres.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// The wait of a user for a connection of a pool, also one of no time.
///
/// Any thread; used once.
@Name("io.juvloop.postgres.Acquire")
@Label("Pool Acquire")
@Description("The wait of a user for a connection of a pool")
@Category({"juvloop", "PostgreSQL"})
@StackTrace(false)
@Threshold("0 ms")
final class AcquireEvent extends Event {
    @Label("Pool Size")
    int size;

    @Label("Users Waiting")
    int waiting;

    @Label("Error")
    String error = "";
}
