package io.juvloop.bindings;

import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds a program as `execvp` would find it in the child: by the child's own `PATH`.
///
/// Unusual cases (no `PATH`, relative folders, a program that is not found) are not decided here but left to
/// `execvp` itself.
///
/// Any thread. See [exec(3)](https://man7.org/linux/man-pages/man3/exec.3.html).
final class ProgramSearch {
    private static final String VARIABLE = "PATH=";

    private ProgramSearch() {}

    /// Whether a name has to be searched for at all.
    static boolean isNeeded(String file) {
        return file.indexOf('/') < 0;
    }

    /// Searches for a name.
    ///
    /// @param environment of the child
    /// @return a path; null if the case is left to `execvp`
    static @Nullable String find(String name, List<String> environment) {
        String folders = environment.stream()
                .filter(entry -> entry.startsWith(VARIABLE))
                .findFirst()
                .map(entry -> entry.substring(VARIABLE.length()))
                .orElse("");
        for (String folder : folders.split(":", -1)) {
            if (!folder.startsWith("/")) {
                return null;
            }
            File candidate = new File(folder + '/' + name);
            if (candidate.isFile() && candidate.canExecute()) {
                return candidate.getPath();
            }
        }
        return null;
    }
}
