package io.juvloop;

/// How the tasks of a loop run. What they may do and what they see is the same; what it costs is not.
///
/// Chosen once for the process: [#FAST] if the JDK's scheduler of virtual threads is open to juvloop, otherwise
/// [#PORTABLE], with a line in the log. `-Djuvloop.tasks=fast` makes the lack an error,
/// `-Djuvloop.tasks=portable` asks for it.
public enum TaskMode {
    /// A task is a virtual thread whose scheduler is the loop: it runs on the loop's own thread, and whatever
    /// parks it, be it the JDK's or ours, suspends the task and not the loop. Needs
    /// `--add-opens java.base/java.lang=io.juvloop` (`=ALL-UNNAMED` on the class path, or `Add-Opens:
    /// java.base/java.lang` in the manifest of a runnable jar).
    FAST,

    /// A task is an ordinary virtual thread that runs while the loop's thread waits for it. Waits of [Async], of
    /// streams and of `io.juvloop.sync` suspend the task; the JDK's own block the loop. Works everywhere.
    PORTABLE
}
