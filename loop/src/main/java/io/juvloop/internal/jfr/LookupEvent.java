package io.juvloop.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A question to the resolver.
///
/// Any thread; used once.
@Name("io.juvloop.Lookup")
@Label("Name Lookup")
@Description("A question to the resolver of the system, until its answer came")
@Category({"juvloop", "Names"})
@StackTrace(false)
@Threshold("0 ms")
final class LookupEvent extends Event {
    @Label("Operation")
    String operation = "";

    @Label("Subject")
    String subject = "";

    @Label("Error")
    String error = "";
}
