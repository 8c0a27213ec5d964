package io.juvloop.internal.process;

import io.juvloop.bindings.Platform;
import io.juvloop.subprocess.SubprocessOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The command line of a child, in the system's form.
///
/// Any thread. Immutable.
///
/// @param file a path, or a name to search for
/// @param arguments the arguments from `argv[0]` on
/// @param verbatim whether Windows joins them unquoted
record Command(String file, List<String> arguments, boolean verbatim) {
    /// The command line of a program.
    ///
    /// @throws IllegalArgumentException if an argument contains NUL, or the program is empty
    static Command of(String program, List<String> rest, SubprocessOptions options) {
        Objects.requireNonNull(options, "the options are null");
        List<String> all = new ArrayList<>();
        all.add(checked("the program", program));
        rest.forEach(argument -> all.add(checked("an argument", argument)));
        String file = options.executable().orElse(program);
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the program has no name");
        }
        return new Command(file, all, options.isWindowsVerbatimArguments());
    }

    /// The command line of the platform's shell. The command for `cmd.exe` is put between quotes, which it
    /// removes again.
    static Command ofShell(String line, SubprocessOptions options) {
        checked("the command", line);
        boolean windows = Platform.current().isWindows();
        String shell = windows ? Objects.requireNonNullElse(System.getenv("COMSPEC"), "cmd.exe") : "/bin/sh";
        String file = options.executable().orElse(shell);
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
