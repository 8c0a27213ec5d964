package io.juvloop.process;

import io.juvloop.EventLoop;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.Subprocess;
import io.juvloop.subprocess.SubprocessConnection;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.testing.Await;
import io.juvloop.testing.InTask;
import java.nio.charset.StandardCharsets;

/// Starts children for tests.
final class Children {
    /// Only the output is read.
    static final SubprocessOptions OUTPUT = SubprocessOptions.PIPES.withStdin(Redirect.DEVNULL);

    private Children() {}

    /// A child whose protocol records everything.
    static ChildRecording start(EventLoop loop, SubprocessOptions options, String program, String... arguments) {
        return loop.runUntilComplete(loop.subprocessExec(ChildRecording::new, options, program, arguments))
                .protocol();
    }

    static ChildRecording shell(EventLoop loop, SubprocessOptions options, String command) {
        return loop.runUntilComplete(
                loop.subprocessShell(ChildRecording::new, options, command).thenApply(SubprocessConnection::protocol));
    }

    /// Runs the loop until the child's last event.
    static void awaitLoss(EventLoop loop, ChildRecording child) {
        Await.until(loop, "the end of a child", child::isLost);
    }

    /// The complete output of a command.
    static String output(EventLoop loop, SubprocessOptions options, String program, String... arguments) {
        return InTask.call(loop, () -> {
            try (Subprocess child = Subprocess.exec(options, program, arguments)) {
                return child.communicate().stdout(StandardCharsets.UTF_8);
            }
        });
    }

    /// Whether the system knows a process, even as a zombie.
    static boolean exists(int pid) {
        return ProcessHandle.of(pid).isPresent();
    }
}
