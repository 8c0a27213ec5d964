package io.juvloop.internal.process;

import io.juvloop.bindings.Host;
import io.juvloop.subprocess.SubprocessOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a child runs, as the system wants it.
///
/// Any thread. Immutable.
///
/// @param file a path, or a name to look for
/// @param arguments from `argv[0]` on
/// @param verbatim whether Windows is to join them unquoted
record Command(String file, List<String> arguments, boolean verbatim) {
    /// A program by itself.
    ///
    /// @throws IllegalArgumentException if something has NUL in it, or there is no program
    static Command of(String program, List<String> rest, SubprocessOptions options) {
        Objects.requireNonNull(options, "the options are null");
        List<String> all = new ArrayList<>();
        all.add(checked("the program", program));
        rest.forEach(argument -> all.add(checked("an argument", argument)));
        String file = options.executable() == null ? program : options.executable();
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the program has no name");
        }
        return new Command(file, all, options.windowsVerbatimArguments());
    }

    /// A line for the platform's shell. What `cmd.exe` gets is put between quotes that it takes off again.
    static Command ofShell(String line, SubprocessOptions options) {
        checked("the command", line);
        boolean windows = Host.current().isWindows();
        String shell = windows ? Objects.requireNonNullElse(System.getenv("COMSPEC"), "cmd.exe") : "/bin/sh";
        String file = options.executable() == null ? shell : options.executable();
        return windows
                ? new Command(file, List.of(shell, "/d", "/s", "/c", '"' + line + '"'), true)
                : new Command(file, List.of(shell, "-c", line), false);
    }

    private static String checked(String what, String text) {
        Objects.requireNonNull(text, what + " is null");
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " has a NUL inside");
        }
        return text;
    }
}
