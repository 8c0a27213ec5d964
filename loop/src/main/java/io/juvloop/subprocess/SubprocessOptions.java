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

/// How to start a child; asyncio's keyword arguments of `subprocess_exec`, those of `Popen` among them.
///
/// A child has what it is given here: of what else is open in this process it inherits nothing that is of use.
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

    /// Where the child reads from.
    ///
    /// @return the redirection of its standard input
    public Redirect stdin() {
        return settings.get(STDIN);
    }

    /// The same with another standard input.
    ///
    /// @param redirect where the child reads from
    /// @return new options
    /// @throws IllegalArgumentException for [Redirect#STDOUT]
    public SubprocessOptions withStdin(Redirect redirect) {
        requireOwnWay("stdin", redirect);
        return new SubprocessOptions(settings.with(STDIN, redirect));
    }

    /// Where the child writes to.
    ///
    /// @return the redirection of its standard output
    public Redirect stdout() {
        return settings.get(STDOUT);
    }

    /// The same with another standard output.
    ///
    /// @param redirect where the child writes to
    /// @return new options
    /// @throws IllegalArgumentException for [Redirect#STDOUT]
    public SubprocessOptions withStdout(Redirect redirect) {
        requireOwnWay("stdout", redirect);
        return new SubprocessOptions(settings.with(STDOUT, redirect));
    }

    /// Where the child complains.
    ///
    /// @return the redirection of its standard error
    public Redirect stderr() {
        return settings.get(STDERR);
    }

    /// The same with another standard error.
    ///
    /// @param redirect where the child complains
    /// @return new options
    public SubprocessOptions withStderr(Redirect redirect) {
        Objects.requireNonNull(redirect, "stderr is null");
        return new SubprocessOptions(settings.with(STDERR, redirect));
    }

    /// Where the child's further descriptors lead, by their number in the child, 3 and above; a [Redirect#PIPE] among
    /// them goes both ways. asyncio's `pass_fds`.
    ///
    /// @return the redirections, which cannot be changed
    public Map<Integer, Redirect> descriptors() {
        return settings.get(DESCRIPTORS);
    }

    /// The same with one more descriptor, or another one of that number.
    ///
    /// @param number in the child, 3 and above
    /// @param redirect where it leads
    /// @return new options
    /// @throws IllegalArgumentException for a number below 3 or above 1024, and for [Redirect#STDOUT]
    public SubprocessOptions withDescriptor(int number, Redirect redirect) {
        requireFurther(number, redirect);
        Map<Integer, Redirect> more = new TreeMap<>(descriptors());
        more.put(number, redirect);
        return new SubprocessOptions(settings.with(DESCRIPTORS, Map.copyOf(more)));
    }

    /// All variables of the child's environment, instead of this process's; the program is looked for in its `PATH`.
    /// asyncio's `env`.
    ///
    /// @return the variables, which cannot be changed, or empty for the same as here
    public Optional<Map<String, String>> environment() {
        return Optional.ofNullable(settings.get(ENVIRONMENT));
    }

    /// The same with another environment.
    ///
    /// @param variables all of them; null for those of this process
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

    /// Where the child begins. asyncio's `cwd`.
    ///
    /// @return the directory, or empty for that of this process
    public Optional<Path> directory() {
        return Optional.ofNullable(settings.get(DIRECTORY));
    }

    /// The same with another directory to begin in.
    ///
    /// @param path of the directory; null for that of this process
    /// @return new options
    public SubprocessOptions withDirectory(@Nullable Path path) {
        return new SubprocessOptions(settings.with(DIRECTORY, path));
    }

    /// The file to run if that is not what `argv[0]` says.
    ///
    /// @return a path or a name, or empty for the program
    public Optional<String> executable() {
        return Optional.ofNullable(settings.get(EXECUTABLE));
    }

    /// The same with another file to run than the program that `argv[0]` names.
    ///
    /// @param file a path or a name; null for the program
    /// @return new options
    /// @throws IllegalArgumentException for text with NUL in it
    public SubprocessOptions withExecutable(@Nullable String file) {
        requireText("executable", file);
        return new SubprocessOptions(settings.with(EXECUTABLE, file));
    }

    /// Whether the child leads a session of its own, so that no terminal's signals come to it and it can take a
    /// terminal of its own; on Windows it has no console. libuv's `UV_PROCESS_DETACHED`.
    ///
    /// @return whether it does
    public boolean isStartNewSession() {
        return settings.get(START_NEW_SESSION);
    }

    /// The same with or without a session of the child's own.
    ///
    /// @param on whether it leads one
    /// @return new options
    public SubprocessOptions withStartNewSession(boolean on) {
        return new SubprocessOptions(settings.with(START_NEW_SESSION, on));
    }

    /// The number of the user whose rights the child has; only on Unix.
    ///
    /// @return empty for the user of this process
    public OptionalInt user() {
        return settings.get(USER);
    }

    /// The same with another user.
    ///
    /// @param id of the user
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public SubprocessOptions withUser(int id) {
        return new SubprocessOptions(settings.with(USER, requireId("user", id)));
    }

    /// The number of the group whose rights the child has; only on Unix.
    ///
    /// @return empty for the group of this process
    public OptionalInt group() {
        return settings.get(GROUP);
    }

    /// The same with another group.
    ///
    /// @param id of the group
    /// @return new options
    /// @throws IllegalArgumentException for a negative number
    public SubprocessOptions withGroup(int id) {
        return new SubprocessOptions(settings.with(GROUP, requireId("group", id)));
    }

    /// Whether no window is opened for the child, on Windows; without meaning elsewhere.
    ///
    /// @return whether none is
    public boolean isWindowsHide() {
        return settings.get(WINDOWS_HIDE);
    }

    /// The same with or without a window, on Windows.
    ///
    /// @param on whether none is opened
    /// @return new options
    public SubprocessOptions withWindowsHide(boolean on) {
        return new SubprocessOptions(settings.with(WINDOWS_HIDE, on));
    }

    /// Whether the child's arguments are joined unquoted, on Windows; without meaning elsewhere.
    ///
    /// @return whether they are
    public boolean isWindowsVerbatimArguments() {
        return settings.get(WINDOWS_VERBATIM_ARGUMENTS);
    }

    /// The same with or without quoting of the arguments, on Windows.
    ///
    /// @param on whether they are joined as they are
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

    /// What differs from [#PIPES].
    @Override
    public String toString() {
        return "SubprocessOptions" + settings;
    }
}
