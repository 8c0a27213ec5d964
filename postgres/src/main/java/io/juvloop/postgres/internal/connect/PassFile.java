package io.juvloop.postgres.internal.connect;

import io.juvloop.postgres.internal.base.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The file with passwords, of lines `host:port:database:user:password`; the first line that fits counts.
///
/// A file that others may read is passed over with a warning, one for each file. It is read by a thread that may
/// block. See [The Password File](https://www.postgresql.org/docs/current/libpq-pgpass.html).
///
/// Any thread. Immutable.
final class PassFile {
    private static final int FIELDS = 4;

    /// The files that were complained about.
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final boolean hasModes;

    /// @param hasModes false on Windows, where a file is private by its folder
    PassFile(Path file, boolean hasModes) {
        this.file = file;
        this.hasModes = hasModes;
    }

    /// Looks for a password.
    ///
    /// @param host as it was given; `localhost` for the usual folder of sockets
    /// @return empty if no line fits, or there is no such file
    Optional<String> find(String host, int port, String database, String user) {
        if (!Files.exists(file) || !isPrivate()) {
            return Optional.empty();
        }
        String[] wanted = {host, Integer.toString(port), database, user};
        for (String line : lines()) {
            String password = line.startsWith("#") ? null : matched(line, wanted);
            if (password != null) {
                return Optional.of(password);
            }
        }
        return Optional.empty();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            warn("the password file " + file + " cannot be read: " + unreadable);
            return List.of();
        }
    }

    private boolean isPrivate() {
        if (!Files.isRegularFile(file)) {
            warn("the password file " + file + " is no plain file, and is ignored");
            return false;
        }
        if (!hasModes) {
            return true;
        }
        try {
            for (PosixFilePermission each : Files.getPosixFilePermissions(file)) {
                if (!each.name().startsWith("OWNER")) {
                    warn("the password file " + file + " is ignored because others than its owner have access; its"
                            + " mode should be 0600 or less");
                    return false;
                }
            }
            return true;
        } catch (IOException | UnsupportedOperationException unknown) {
            warn("the mode of the password file " + file + " is not known, so it is ignored: " + unknown);
            return false;
        }
    }

    private void warn(String message) {
        if (WARNED.add(file)) {
            Log.warn(message);
        }
    }

    /// The password of a line whose fields all fit; null for another line.
    private static @Nullable String matched(String line, String[] wanted) {
        int at = 0;
        for (int i = 0; i < FIELDS && at >= 0; i++) {
            at = behindField(line, at, wanted[i]);
        }
        return at < 0 ? null : unescaped(line, at);
    }

    /// Where the next field begins if this one fits; -1 if it does not. A star alone fits everything, a backslash
    /// makes the next character an ordinary one.
    private static int behindField(String line, int begin, String wanted) {
        if (line.startsWith("*:", begin)) {
            return begin + 2;
        }
        int at = begin;
        for (int i = 0; i < wanted.length(); i++) {
            if (at < line.length() && line.charAt(at) == ':') {
                return -1;
            }
            if (at < line.length() && line.charAt(at) == '\\') {
                at++;
            }
            if (at >= line.length() || line.charAt(at) != wanted.charAt(i)) {
                return -1;
            }
            at++;
        }
        return at < line.length() && line.charAt(at) == ':' ? at + 1 : -1;
    }

    private static String unescaped(String line, int begin) {
        StringBuilder password = new StringBuilder();
        for (int at = begin; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length()) {
                at++;
                c = line.charAt(at);
            }
            password.append(c);
        }
        return password.toString();
    }
}
