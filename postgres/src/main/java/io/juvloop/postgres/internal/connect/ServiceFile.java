package io.juvloop.postgres.internal.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files that give parameters a name: sections `[service]` with lines `keyword=value`.
///
/// The user's file is looked at first, then the system's. Read by a thread that may block. See
/// [The Connection Service File](https://www.postgresql.org/docs/current/libpq-pgservice.html).
///
/// Any thread. Immutable.
final class ServiceFile {
    private final List<Path> files;

    private ServiceFile(List<Path> files) {
        this.files = files;
    }

    /// The files that count.
    ///
    /// @param given by `servicefile` or `PGSERVICEFILE`, in place of the user's; null for none
    static ServiceFile of(@Nullable String given, Environment environment) {
        List<Path> files = new ArrayList<>();
        files.add(given != null ? Path.of(given) : environment.userFile(".pg_service.conf", ".pg_service.conf"));
        environment.variable("PGSYSCONFDIR").ifPresent(folder -> files.add(Path.of(folder, "pg_service.conf")));
        return new ServiceFile(files);
    }

    /// The parameters of a service. The first value of a keyword counts.
    ///
    /// @throws IllegalArgumentException if no file has it, or a line of it is wrong
    Map<String, String> find(String service) {
        for (Path file : files) {
            if (Files.exists(file)) {
                Optional<Map<String, String>> found = find(file, service);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalArgumentException("the service \"" + service + "\" is in none of the files " + files);
    }

    private static Optional<Map<String, String>> find(Path file, String service) {
        Map<String, String> section = null;
        int number = 0;
        for (String raw : lines(file)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (section != null) {
                    break;
                }
                section = line.equals("[" + service + "]") ? new LinkedHashMap<>() : null;
            } else if (section != null) {
                add(line, section, "line " + number + " of the service file " + file);
            }
        }
        return Optional.ofNullable(section);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the service file " + file + " cannot be read", unreadable);
        }
    }

    private static void add(String line, Map<String, String> section, String where) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(where + " has no \"=\"");
        }
        String keyword = line.substring(0, equals);
        if (keyword.equals(Keyword.SERVICE.text()) || keyword.equals(Keyword.SERVICEFILE.text())) {
            throw new IllegalArgumentException(where + " refers to another service");
        }
        section.putIfAbsent(keyword, line.substring(equals + 1));
    }
}
