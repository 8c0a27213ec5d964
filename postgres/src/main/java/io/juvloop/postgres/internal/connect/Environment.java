package io.juvloop.postgres.internal.connect;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The environment of the process, as libpq reads it.
///
/// Any thread. Immutable.
///
/// @param variables of the environment by name
/// @param home the user's folder
/// @param systemUser the name of the operating system's user
/// @param isWindows whether files are where Windows has them
public record Environment(Map<String, String> variables, Path home, String systemUser, boolean isWindows) {
    /// Variables that give a setting of the server.
    private static final Map<String, String> SETTINGS = Map.of(
            "PGAPPNAME", "application_name",
            "PGOPTIONS", "options",
            "PGDATESTYLE", "datestyle",
            "PGTZ", "timezone",
            "PGGEQO", "geqo");

    /// The environment of this process.
    ///
    /// @return as it is now
    public static Environment system() {
        String os = System.getProperty("os.name", "");
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                System.getProperty("user.name", ""),
                os.startsWith("Windows"));
    }

    /// The parameters that the environment gives. Empty variables count as none.
    ///
    /// @return by libpq's keywords
    public Map<String, String> parameters() {
        Map<String, String> found = new LinkedHashMap<>();
        if (variables.getOrDefault("PGREQUIRESSL", "0").startsWith("1")) {
            found.put(Keyword.SSLMODE.text(), "require"); // from before there was PGSSLMODE
        }
        for (Keyword each : Keyword.values()) {
            String name = each.variable();
            if (name != null) {
                variable(name).ifPresent(value -> found.put(each.text(), value));
            }
        }
        SETTINGS.forEach((name, setting) -> variable(name).ifPresent(value -> found.put(setting, value)));
        return found;
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /// A file that libpq looks for in the user's folder.
    ///
    /// @param unix its name on Unix
    /// @param windows its name in the folder of PostgreSQL on Windows
    Path userFile(String unix, String windows) {
        return isWindows ? windowsFolder().resolve(windows) : home.resolve(unix);
    }

    private Path windowsFolder() {
        return variable("APPDATA").map(Path::of).orElse(home).resolve("postgresql");
    }
}
