package io.juvloop.postgres.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/// A statement, from its call to the end of its answer.
///
/// Any thread; used once.
@Name("io.juvloop.postgres.Query")
@Label("Database Query")
@Description("A statement, from its call to the end of its answer")
@Category({"juvloop", "PostgreSQL"})
@StackTrace(false)
@Threshold("0 ms")
final class QueryEvent extends Event {
    @Label("Text")
    String sql = "";

    @Label("Time to First Byte")
    @Timespan(Timespan.NANOSECONDS)
    long firstByte;

    @Label("Rows")
    long rows;

    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Flights")
    int flights;

    @Label("Server Process")
    int pid;

    @Label("Error")
    String error = "";
}
