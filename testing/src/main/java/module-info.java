/// Tests of programs on juvloop: a loop with a virtual clock, connections in memory, and a JUnit extension.
///
/// Start with [io.juvloop.testing.TestLoop].
module io.juvloop.testing {
    requires transitive io.juvloop;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static transitive java.logging;

    exports io.juvloop.testing;
}
