package io.juvloop.examples;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.ExtraInfo;
import io.juvloop.Juvloop;
import io.juvloop.Transport;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import io.juvloop.subprocess.SubprocessProtocol;
import io.juvloop.subprocess.SubprocessTransport;
import io.juvloop.terminal.Terminal;
import io.juvloop.terminal.TerminalMode;
import io.juvloop.terminal.WindowSize;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A shell on a terminal of its own, inside yours. It receives your input key by key, Ctrl-C and the arrows
/// included; its output comes back; and it learns the size of your window, even while you drag its corner.
///
/// Shows a terminal whose mode is changed, and restored when the shell has ended or the example is killed; the
/// size of its window; and a child with pipes. The inner terminal is made by `script`, a standard Unix program,
/// because libuv makes none; nothing is recorded.
///
/// `make run ARGS="shell"`
final class Shell implements Example {
    private static final int STANDARD_INPUT = 0;
    private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");

    @Override
    public String usage() {
        return "[--command COMMAND]";
    }

    @Override
    public String summary() {
        return "runs a shell, or a command, on a terminal of its own inside yours";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("command"));
        String command = options.get("command", System.getenv().getOrDefault("SHELL", "/bin/sh"));
        int code = Juvloop.run(() -> relay(command));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int relay(String command) throws IOException {
        EventLoop loop = EventLoop.running();
        if (!loop.terminals().isTerminal(STANDARD_INPUT)) {
            throw new IOException("shell wants a terminal as its standard input");
        }
        ShellKeyboard keyboard = new ShellKeyboard();
        Transport screen = Async.await(loop.terminals().connect(() -> keyboard, STANDARD_INPUT))
                .transport();
        Terminal terminal = Objects.requireNonNull(screen.extraInfo(ExtraInfo.TERMINAL));
        SubprocessTransport child = null;
        try {
            ShellScreen inside = new ShellScreen(loop, screen);
            child = start(loop, inside, command, terminal.windowSize());
            terminal.setMode(TerminalMode.IO); // the inner terminal already handles lines
            terminal.onResize(inside::resize);
            keyboard.typeInto(child);
            return Async.await(inside.ended());
        } finally {
            if (child != null) {
                child.close();
            }
            screen.close();
            Async.await(keyboard.closed());
        }
    }

    private static SubprocessTransport start(EventLoop loop, ShellScreen inside, String command, WindowSize size) {
        String first = "stty cols " + size.columns() + " rows " + size.rows() + "; tty >&3; exec 3>&-; " + command;
        List<String> script = MAC
                ? List.of("-q", "/dev/null", "/bin/sh", "-c", first)
                : List.of("--quiet", "--return", "--flush", "--command", first, "/dev/null");
        SubprocessOptions options = SubprocessOptions.PIPES
                .withStderr(Redirect.STDOUT)
                .withDescriptor(ShellScreen.NAME_OF_TERMINAL, Redirect.PIPE);
        return Async.await(loop.subprocessExec(() -> inside, options, "script", script.toArray(String[]::new)))
                .transport();
    }

    /// Returns the command that sets the size of the inner terminal.
    ///
    /// @param terminal its path
    /// @param size of the window around it
    static List<String> resizing(String terminal, WindowSize size) {
        String columns = Integer.toString(size.columns());
        String rows = Integer.toString(size.rows());
        return List.of(MAC ? "-f" : "-F", terminal, "cols", columns, "rows", rows);
    }

    /// Ignores the output of a child.
    static final class Silent implements SubprocessProtocol {}
}
