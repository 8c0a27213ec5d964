package io.juvloop.internal.process;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvErrors;
import io.juvloop.bindings.UvFailure;
import io.juvloop.subprocess.Redirect;
import io.juvloop.subprocess.SubprocessOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Finds the subject of the error when a child could not be started. The system reports a number only,
/// whichever of its steps failed, so the possible causes are checked afterwards.
///
/// Any thread. Stateless.
final class Culprit {
    private static final int LONGEST_FIRST_LINE = 256;

    private Culprit() {}

    /// The subject of the error.
    ///
    /// @return a folder, a program, or a description
    static Object of(UvFailure failure, Command command, SubprocessOptions options) {
        Path directory = options.directory().orElse(null);
        if (directory != null && !canBeEntered(directory)) {
            return directory;
        }
        return switch (UvErrors.name(failure.code())) {
            case "EBADF" -> closedDescriptor(command, options);
            case "EPERM" -> identity(command, options);
            case "ENOENT" -> interpreter(command);
            default -> command.file();
        };
    }

    private static boolean canBeEntered(Path directory) {
        return Files.isDirectory(directory) && (Platform.current().isWindows() || Files.isExecutable(directory));
    }

    private static Object closedDescriptor(Command command, SubprocessOptions options) {
        return Stream.concat(
                        Stream.of(options.stdin(), options.stdout(), options.stderr()),
                        options.descriptors().values().stream())
                .filter(redirect -> redirect instanceof Redirect.Descriptor(int number) && !Descriptors.isOpen(number))
                .<Object>map(redirect -> "descriptor " + ((Redirect.Descriptor) redirect).number())
                .findFirst()
                .orElse(command.file());
    }

    private static Object identity(Command command, SubprocessOptions options) {
        String user = words("user", options.user());
        String group = words("group", options.group());
        return user.isEmpty() && group.isEmpty() ? command.file() : command.file() + " as" + user + group;
    }

    private static String words(String what, OptionalInt id) {
        return id.isPresent() ? " " + what + " " + id.getAsInt() : "";
    }

    /// The interpreter of a script that exists, although its interpreter does not.
    private static Object interpreter(Command command) {
        if (Platform.current().isWindows() || command.file().indexOf('/') < 0) {
            return command.file();
        }
        try (InputStream script = Files.newInputStream(Path.of(command.file()))) {
            String start = new String(script.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
            String first = start.lines().findFirst().orElse("");
            return first.startsWith("#!") ? first.substring(2).strip().split("\\s", 2)[0] : command.file();
        } catch (IOException | IllegalArgumentException notReadable) {
            return command.file();
        }
    }
}
