package io.juvloop.subprocess;

import io.juvloop.internal.options.Option;
import io.juvloop.internal.options.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The options of a child process: asyncio's keyword arguments of `subprocess_exec`, those of `Popen` among them.
///
/// A child can use the descriptors that it is given here, and none of the others that are open in this process.
///
/// Any thread. Immutable; made by changing [#PIPES] or [#INHERIT]:
/// `SubprocessOptions.PIPES.withStderr(Redirect.STDOUT)`. See
/// [subprocess_exec](https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.subprocess_exec).
public final class SubprocessOptions {
    private static final int STANDARD = 3;
    private static final int MAX_DESCRIPTOR = 1024;

    private static final Option<Redirect> STDIN = new Option<>("stdin", Redirect.PIPE);
    private static final Option<Redirect> STDOUT = new Option<>("stdout", Redirect.PIPE);
    private static final Option<Redirect> STDERR = new Option<>("stderr", Redirect.PIPE);
    private static final Option<Map<Integer, Redirect>> DESCRIPTORS = new Option<>("descriptors", Map.of());
    private static final Option<@Nullable Map<String, String>> ENVIRONMENT = new Option<>("environment", null);
    private static final Option<@Nullable Path> DIRECTORY = new Option<>("directory", null);
    private static final Option<@Nullable String> EXECUTABLE = new Option<>("executable", null);
    private static final Option<Boolean> START_NEW_SESSION = new Option<>("startNewSession", false);
    private static final Option<OptionalInt> USER = new Option<>("user", OptionalInt.empty());
    private static final Option<OptionalInt> GROUP = new Option<>("group", OptionalInt.empty());
    private static final Option<Boolean> WINDOWS_HIDE = new Option<>("windowsHide", false);
    private static final Option<Boolean> WINDOWS_VERBATIM_ARGUMENTS = new Option<>("windowsVerbatimArguments", false);

    /// Three pipes, the default of asyncio's `loop.subprocess_exec`.
    public static final SubprocessOptions PIPES = new SubprocessOptions(Settings.INITIAL);

    /// The streams of this process, the default of `asyncio.create_subprocess_exec`.
    public static final SubprocessOptions INHERIT =
            PIPES.withStdin(Redirect.INHERIT).withStdout(Redirect.INHERIT).withStderr(Redirect.INHERIT);

    private final Settings settings;

    private SubprocessOptions(Settings settings) {
        this.settings = settings;
    }

    private static void requireOwnWay(String name, Redirect redirect) {
        Objects.requireNonNull(redirect, name + " is null");
        if (redirect.equals(Redirect.STDOUT)) {
            throw new IllegalArgumentException("only stderr can lead to where stdout leads, not " + name);
        }
    }

    private static void requireFurther(int descriptor, Redirect redirect) {
        requireOwnWay("descriptor " + descriptor, redirect);
        if (descriptor < STANDARD || descriptor > MAX_DESCRIPTOR) {
            throw new IllegalArgumentException("a further descriptor must be 3 to 1024, not " + descriptor);
        }
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

    private static OptionalInt requireId(String name, int id) {
        if (id < 0) {
            throw new IllegalArgumentException("the " + name + " is negative: " + id);
        }
        return OptionalInt.of(id);
    }

    /// Returns the source of the child's standard input.
    ///
    /// @return the redirection
    public Redirect stdin() {
        return settings.get(STDIN);
    }

    /// Returns these options with another standard input.
    ///
    /// @param redirect the source of its standard input
    /// @return new options
    /// @throws IllegalArgumentException for [Redirect#STDOUT]
    public SubprocessOptions withStdin(Redirect redirect) {
        requireOwnWay("stdin", redirect);
        return new SubprocessOptions(settings.with(STDIN, redirect));
    }

    /// Returns the target of the child's standard output.
    ///
    /// @return the redirection
    public Redirect stdout() {
        return settings.get(STDOUT);
    }

    /// Returns these options with another standard output.
    ///
    /// @param redirect the target of its standard output
    /// @return new options
    /// @throws IllegalArgumentException for [Redirect#STDOUT]
    public SubprocessOptions withStdout(Redirect redirect) {
        requireOwnWay("stdout", redirect);
        return new SubprocessOptions(settings.with(STDOUT, redirect));
    }

    /// Returns the target of the child's standard error.
    ///
    /// @return the redirection
    public Redirect stderr() {
        return settings.get(STDERR);
    }

    /// Returns these options with another standard error.
    ///
    /// @param redirect the target of its standard error
    /// @return new options
    public SubprocessOptions withStderr(Redirect redirect) {
        Objects.requireNonNull(redirect, "stderr is null");
        return new SubprocessOptions(settings.with(STDERR, redirect));
    }

    /// Returns the redirections of further descriptors, by their number in the child, 3 and above; a
    /// [Redirect#PIPE] among them can be read and written. asyncio's `pass_fds`.
    ///
    /// @return the redirections, unmodifiable
    public Map<Integer, Redirect> descriptors() {
        return settings.get(DESCRIPTORS);
    }

    /// Returns these options with a further descriptor, which replaces one of the same number.
    ///
    /// @param number the number in the child, 3 and above
    /// @param redirect its source or target
    /// @return new options
    /// @throws IllegalArgumentException for a number below 3 or above 1024, and for [Redirect#STDOUT]
    public SubprocessOptions withDescriptor(int number, Redirect redirect) {
        requireFurther(number, redirect);
        Map<Integer, Redirect> more = new TreeMap<>(descriptors());
        more.put(number, redirect);
        return new SubprocessOptions(settings.with(DESCRIPTORS, Map.copyOf(more)));
    }

    /// Returns the variables of the child's environment, which replace those of this process; the program is
    /// searched for in its `PATH`. asyncio's `env`.
    ///
    /// @return the variables, unmodifiable; empty for those of this process
    public Optional<Map<String, String>> environment() {
        return Optional.ofNullable(settings.get(ENVIRONMENT));
    }

    /// Returns these options with another environment.
    ///
    /// @param variables all variables; null for those of this process
    /// @return new options
    /// @throws IllegalArgumentException for a name that is empty or has `=` in it, and for text with NUL in it
    public SubprocessOptions withEnvironment(@Nullable Map<String, String> variables) {
        if (variables == null) {
            return new SubprocessOptions(settings.with(ENVIRONMENT, null));
        }
        Map<String, String> copy = Map.copyOf(variables);
        copy.forEach(SubprocessOptions::requireVariable);
        return new SubprocessOptions(settings.with(ENVIRONMENT, copy));
    }

    /// Returns the working directory of the child. asyncio's `cwd`.
    ///
    /// @return the directory; empty for that of this process
    public Optional<Path> directory() {
        return Optional.ofNullable(settings.get(DIRECTORY));
    }

    /// Returns these options with another working directory.
    ///
    /// @param path the path of the directory; null for that of this process
    /// @return new options
    public SubprocessOptions withDirectory(@Nullable Path path) {
        return new SubprocessOptions(settings.with(DIRECTORY, path));
    }

    /// Returns the file to run if `argv[0]` does not name it. asyncio's `executable`.
    ///
    /// @return a path or a name; empty for the program
    public Optional<String> executable() {
        return Optional.ofNullable(settings.get(EXECUTABLE));
    }

    /// Returns these options with another file to run than the program that `argv[0]` names.
    ///
    /// @param file a path or a name; null for the program
    /// @return new options
    /// @throws IllegalArgumentException for text with NUL in it
    public SubprocessOptions withExecutable(@Nullable String file) {
        requireText("executable", file);
        return new SubprocessOptions(settings.with(EXECUTABLE, file));
    }

    /// Whether the child leads a session of its own: it receives no signals of this process's terminal, and can
    /// acquire a terminal of its own; on Windows it has no console. libuv's `UV_PROCESS_DETACHED`.
    ///
    /// @return whether it does
    public boolean isStartNewSession() {
        return settings.get(START_NEW_SESSION);
    }

    /// Returns these options with or without a session of the child's own.
    ///
    /// @param on whether it leads one
    /// @return new options
    public SubprocessOptions withStartNewSession(boolean on) {
        return new SubprocessOptions(settings.with(START_NEW_SESSION, on));
    }

    /// Returns the user whose rights the child has; only on Unix.
    ///
    /// @return the number of the user; empty for the user of this process
    public OptionalInt user() {
        return settings.get(USER);
    }

    /// Returns these options with another user.
    ///
    /// @param id the number of the user
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public SubprocessOptions withUser(int id) {
        return new SubprocessOptions(settings.with(USER, requireId("user", id)));
    }

    /// Returns the group whose rights the child has; only on Unix.
    ///
    /// @return the number of the group; empty for the group of this process
    public OptionalInt group() {
        return settings.get(GROUP);
    }

    /// Returns these options with another group.
    ///
    /// @param id the number of the group
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public SubprocessOptions withGroup(int id) {
        return new SubprocessOptions(settings.with(GROUP, requireId("group", id)));
    }

    /// Whether the child gets no window, on Windows; without effect elsewhere.
    ///
    /// @return whether it gets none
    public boolean isWindowsHide() {
        return settings.get(WINDOWS_HIDE);
    }

    /// Returns these options with or without a window, on Windows.
    ///
    /// @param on whether the child gets none
    /// @return new options
    public SubprocessOptions withWindowsHide(boolean on) {
        return new SubprocessOptions(settings.with(WINDOWS_HIDE, on));
    }

    /// Whether the child's arguments are joined unquoted, on Windows; without effect elsewhere.
    ///
    /// @return whether they are
    public boolean isWindowsVerbatimArguments() {
        return settings.get(WINDOWS_VERBATIM_ARGUMENTS);
    }

    /// Returns these options with or without quoting of the arguments, on Windows.
    ///
    /// @param on whether they are joined unquoted
    /// @return new options
    public SubprocessOptions withWindowsVerbatimArguments(boolean on) {
        return new SubprocessOptions(settings.with(WINDOWS_VERBATIM_ARGUMENTS, on));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubprocessOptions options && settings.equals(options.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /// Returns the options that differ from [#PIPES].
    @Override
    public String toString() {
        return "SubprocessOptions" + settings;
    }
}
