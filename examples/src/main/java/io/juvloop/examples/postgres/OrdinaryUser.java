package io.juvloop.examples.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user that the server runs as. PostgreSQL refuses root, so root's server runs as an ordinary user.
///
/// Any thread.
final class OrdinaryUser {
    private static final String NOBODY = "nobody";

    private OrdinaryUser() {}

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /// A command that this user runs, with its errors in its output.
    static ProcessBuilder command(String... words) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            String group = Files.exists(Path.of("/etc/debian_version")) ? "nogroup" : NOBODY;
            all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + group, "--clear-groups"));
        }
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.directory(Path.of("/").toFile()); // wherever we are, this user may not be allowed to be
    }

    static void give(Path path) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        }
    }
}
