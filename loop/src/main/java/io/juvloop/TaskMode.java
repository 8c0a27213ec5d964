package io.juvloop;

/// The way in which the tasks of a loop run. It does not change the behaviour of tasks, but their cost.
///
/// Chosen once per process: [#FAST] if the JDK's scheduler of virtual threads is open to juvloop, otherwise
/// [#PORTABLE], with a line in the log. `-Djuvloop.tasks=fast` makes its absence an error,
/// `-Djuvloop.tasks=portable` selects the other mode.
public enum TaskMode {
    /// A task is a virtual thread whose scheduler is the loop: it runs on the loop's own thread, and parking
    /// it, by the JDK or by juvloop, suspends the task, not the loop. Needs
    /// `--add-opens java.base/java.lang=io.juvloop` (`=ALL-UNNAMED` on the class path, or
    /// `Add-Opens: java.base/java.lang` in the manifest of a runnable jar).
    FAST,

    /// A task is an ordinary virtual thread that runs while the loop's thread waits for it. Waits of [Async],
    /// of streams and of `io.juvloop.sync` suspend the task; the JDK's own waits block the loop. Works
    /// everywhere.
    PORTABLE
}
