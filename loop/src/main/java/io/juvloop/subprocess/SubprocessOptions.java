package io.juvloop.subprocess;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How to start a child; asyncio's keyword arguments of `subprocess_exec`, those of `Popen` among them.
///
/// A child has what it is given here: of what else is open in this process it inherits nothing that is of use.
///
/// Any thread. Immutable; made by changing [#PIPES] or [#INHERIT]:
/// `SubprocessOptions.PIPES.withStderr(Redirect.STDOUT)`. See
/// [subprocess_exec](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.subprocess_exec).
///
/// @param stdin where the child reads from
/// @param stdout where it writes to
/// @param stderr where it complains
/// @param descriptors where its further descriptors lead, by their number in the child, 3 and above; a
///   [Redirect#PIPE] among them goes both ways. asyncio's `pass_fds`
/// @param environment all of it, instead of this process's; null for the same as here. The program is looked for
///   in its `PATH`. asyncio's `env`
/// @param directory where the child begins; null for here. asyncio's `cwd`
/// @param executable the file to run if that is not what `argv[0]` says; null for the program
/// @param startNewSession whether the child leads a session of its own, so that no terminal's signals come to it
///   and it can take a terminal of its own; on Windows it has no console. libuv's `UV_PROCESS_DETACHED`
/// @param user whose rights it has, by number; only on Unix
/// @param group whose rights it has, by number; only on Unix
/// @param windowsHide whether no window is opened for it; without meaning elsewhere
/// @param windowsVerbatimArguments whether its arguments are joined unquoted; without meaning elsewhere
public record SubprocessOptions(
        Redirect stdin,
        Redirect stdout,
        Redirect stderr,
        Map<Integer, Redirect> descriptors,
        @Nullable Map<String, String> environment,
        @Nullable Path directory,
        @Nullable String executable,
        boolean startNewSession,
        OptionalInt user,
        OptionalInt group,
        boolean windowsHide,
        boolean windowsVerbatimArguments) {

    private static final int STANDARD = 3;
    private static final int MAX_DESCRIPTOR = 1024;

    /// Three pipes, as loop.subprocess_exec has it unless told otherwise.
    public static final SubprocessOptions PIPES = standard(Redirect.PIPE);

    /// The streams of this process, as asyncio.create_subprocess_exec has it unless told otherwise.
    public static final SubprocessOptions INHERIT = standard(Redirect.INHERIT);

    private static SubprocessOptions standard(Redirect all) {
        OptionalInt same = OptionalInt.empty();
        return new SubprocessOptions(all, all, all, Map.of(), null, null, null, false, same, same, false, false);
    }

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException for [Redirect#STDOUT] elsewhere than as the standard error, a further
    ///   descriptor below 3 or above 1024, an environment that cannot be written down, a negative user or group,
    ///   or text with NUL in it
    public SubprocessOptions {
        requireOwnWay("stdin", stdin);
        requireOwnWay("stdout", stdout);
        Objects.requireNonNull(stderr, "stderr is null");
        descriptors = Map.copyOf(descriptors);
        descriptors.forEach(SubprocessOptions::requireFurther);
        if (environment != null) {
            environment = Map.copyOf(environment);
            environment.forEach(SubprocessOptions::requireVariable);
        }
        requireText("executable", executable);
        requireId("user", user);
        requireId("group", group);
    }

    private static void requireOwnWay(String name, Redirect redirect) {
        Objects.requireNonNull(redirect, name + " is null");
        if (redirect.equals(Redirect.STDOUT)) {
            throw new IllegalArgumentException("only stderr can lead to where stdout leads, not " + name);
        }
    }

    private static void requireFurther(int descriptor, Redirect redirect) {
        if (descriptor < STANDARD || descriptor > MAX_DESCRIPTOR) {
            throw new IllegalArgumentException("a further descriptor must be 3 to 1024, not " + descriptor);
        }
        requireOwnWay("descriptor " + descriptor, redirect);
    }

    private static void requireVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("not a name of an environment variable: \"" + name + "\"");
        }
        requireText("a variable's name", name);
        requireText("variable " + name, value);
    }

    private static void requireText(String name, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " has a NUL inside");
        }
    }

    private static void requireId(String name, OptionalInt id) {
        if (id.isPresent() && id.getAsInt() < 0) {
            throw new IllegalArgumentException("the " + name + " is negative: " + id.getAsInt());
        }
    }

    /// The same with another standard input.
    ///
    /// @param redirect where the child reads from
    /// @return new options
    public SubprocessOptions withStdin(Redirect redirect) {
        return new Change(this).streams(redirect, stdout, stderr).options();
    }

    /// The same with another standard output.
    ///
    /// @param redirect where the child writes to
    /// @return new options
    public SubprocessOptions withStdout(Redirect redirect) {
        return new Change(this).streams(stdin, redirect, stderr).options();
    }

    /// The same with another standard error.
    ///
    /// @param redirect where the child complains
    /// @return new options
    public SubprocessOptions withStderr(Redirect redirect) {
        return new Change(this).streams(stdin, stdout, redirect).options();
    }

    /// The same with one more descriptor, or another one of that number.
    ///
    /// @param number in the child, 3 and above
    /// @param redirect where it leads
    /// @return new options
    public SubprocessOptions withDescriptor(int number, Redirect redirect) {
        Map<Integer, Redirect> more = new TreeMap<>(descriptors);
        more.put(number, redirect);
        Change change = new Change(this);
        change.descriptors = more;
        return change.options();
    }

    /// The same with another environment.
    ///
    /// @param variables all of them; null for those of this process
    /// @return new options
    public SubprocessOptions withEnvironment(@Nullable Map<String, String> variables) {
        Change change = new Change(this);
        change.environment = variables;
        return change.options();
    }

    /// The same with another directory to begin in.
    ///
    /// @param path of the directory; null for that of this process
    /// @return new options
    public SubprocessOptions withDirectory(@Nullable Path path) {
        Change change = new Change(this);
        change.directory = path;
        return change.options();
    }

    /// The same with another file to run than the program that `argv[0]` names.
    ///
    /// @param file a path or a name; null for the program
    /// @return new options
    public SubprocessOptions withExecutable(@Nullable String file) {
        Change change = new Change(this);
        change.executable = file;
        return change.options();
    }

    /// The same with or without a session of the child's own.
    ///
    /// @param on whether it leads one
    /// @return new options
    public SubprocessOptions withStartNewSession(boolean on) {
        Change change = new Change(this);
        change.startNewSession = on;
        return change.options();
    }

    /// The same with another user.
    ///
    /// @param id of the user
    /// @return new options
    public SubprocessOptions withUser(int id) {
        Change change = new Change(this);
        change.user = OptionalInt.of(id);
        return change.options();
    }

    /// The same with another group.
    ///
    /// @param id of the group
    /// @return new options
    public SubprocessOptions withGroup(int id) {
        Change change = new Change(this);
        change.group = OptionalInt.of(id);
        return change.options();
    }

    /// The same with or without a window, on Windows.
    ///
    /// @param on whether none is opened
    /// @return new options
    public SubprocessOptions withWindowsHide(boolean on) {
        Change change = new Change(this);
        change.windowsHide = on;
        return change.options();
    }

    /// The same with or without quoting of the arguments, on Windows.
    ///
    /// @param on whether they are joined as they are
    /// @return new options
    public SubprocessOptions withWindowsVerbatimArguments(boolean on) {
        Change change = new Change(this);
        change.windowsVerbatimArguments = on;
        return change.options();
    }

    /// A copy under change: a dozen components written out in each method above would be read by nobody.
    private static final class Change {
        private Redirect stdin;
        private Redirect stdout;
        private Redirect stderr;
        private Map<Integer, Redirect> descriptors;
        private @Nullable Map<String, String> environment;
        private @Nullable Path directory;
        private @Nullable String executable;
        private boolean startNewSession;
        private OptionalInt user;
        private OptionalInt group;
        private boolean windowsHide;
        private boolean windowsVerbatimArguments;

        Change(SubprocessOptions old) {
            stdin = old.stdin;
            stdout = old.stdout;
            stderr = old.stderr;
            descriptors = old.descriptors;
            environment = old.environment;
            directory = old.directory;
            executable = old.executable;
            startNewSession = old.startNewSession;
            user = old.user;
            group = old.group;
            windowsHide = old.windowsHide;
            windowsVerbatimArguments = old.windowsVerbatimArguments;
        }

        Change streams(Redirect in, Redirect out, Redirect err) {
            stdin = in;
            stdout = out;
            stderr = err;
            return this;
        }

        SubprocessOptions options() {
            return new SubprocessOptions(
                    stdin,
                    stdout,
                    stderr,
                    descriptors,
                    environment,
                    directory,
                    executable,
                    startNewSession,
                    user,
                    group,
                    windowsHide,
                    windowsVerbatimArguments);
        }
    }
}
