package io.juvloop.net.peer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A hosts file for one child process, which sees it instead of the system's: the only way to have a name with
/// several addresses on every machine. Linux, in a mount namespace of the child's own.
public final class OwnHosts {
    private OwnHosts() {}

    /// The prefix of the child's command; where namespaces are not allowed, the test is skipped.
    public static List<String> command(Path folder, String... lines) throws IOException, InterruptedException {
        Path hosts = Files.write(folder.resolve("hosts"), List.of(lines));
        String mount = "mount --bind " + hosts + " /etc/hosts && exec \"$@\"";
        List<String> command = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh");
        assumeTrue(works(command), "a process may not have a mount namespace of its own here");
        return command;
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            List<String> trial = new ArrayList<>(command);
            trial.add("true");
            return Reaped.exit(new ProcessBuilder(trial).start()) == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
