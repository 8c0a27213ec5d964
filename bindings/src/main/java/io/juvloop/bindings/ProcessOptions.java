package io.juvloop.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The options of a child: the content of a `uv_process_options_t`, gathered in Java, and written to native
/// memory for the one call that reads it.
///
/// Loop thread only. Used for one [ChildProcess#spawn]; the caller keeps owning what it refers to. See
/// [uv_process_options_t](https://docs.libuv.org/en/v1.x/process.html#c.uv_process_options_t).
public final class ProcessOptions {
    /// Connects a standard stream of the child to the null device.
    private static final int IGNORE = 0;

    private static final int CREATE_PIPE = 1;
    private static final int INHERIT_FD = 2;
    private static final int READABLE_PIPE = 0x10;
    private static final int WRITABLE_PIPE = 0x20;

    private static final int SETUID = 1;
    private static final int SETGID = 1 << 1;
    private static final int WINDOWS_VERBATIM_ARGUMENTS = 1 << 2;
    private static final int DETACHED = 1 << 3;
    private static final int WINDOWS_HIDE = 1 << 4;

    private final String file;
    private final List<String> arguments;
    private final Map<Integer, Stdio> stdio = new TreeMap<>();
    private @Nullable List<String> environment;
    private byte @Nullable [] directory;
    private int flags;
    private int user;
    private int group;

    /// One of the child's descriptors: its redirection, and our end of it.
    private record Stdio(int flags, int ours, @Nullable UvPipe pipe) {}

    /// Makes options with only the program to run.
    ///
    /// @param file a path, or a name to look for in the child's `PATH`
    /// @param arguments from `argv[0]` on
    public ProcessOptions(String file, List<String> arguments) {
        this.file = file;
        this.arguments = arguments;
    }

    /// Sets the child's whole environment.
    ///
    /// @param entries such as `LANG=C`; null for the environment of this process
    public void environment(@Nullable List<String> entries) {
        environment = entries;
    }

    /// Sets the child's working directory.
    ///
    /// @param path the bytes of a directory's name; null for the directory of this process
    public void directory(byte @Nullable [] path) {
        directory = path;
    }

    /// Makes the child lead its own session (`setsid`), on Windows without a console.
    public void detached() {
        flags |= DETACHED;
    }

    /// Runs the child as another user.
    ///
    /// @param id of the user
    public void user(int id) {
        flags |= SETUID;
        user = id;
    }

    /// Runs the child in another group.
    ///
    /// @param id of the group
    public void group(int id) {
        flags |= SETGID;
        group = id;
    }

    /// Opens no window for the child; has no effect except on Windows.
    public void windowsHide() {
        flags |= WINDOWS_HIDE;
    }

    /// Joins the arguments by spaces, unquoted; has no effect except on Windows.
    public void windowsVerbatimArguments() {
        flags |= WINDOWS_VERBATIM_ARGUMENTS;
    }

    /// Connects a standard stream of the child to the null device.
    ///
    /// @param descriptor of the child, 0 to 2
    public void ignore(int descriptor) {
        stdio.put(descriptor, new Stdio(IGNORE, 0, null));
    }

    /// Makes a pair of connected streams, one end for the child.
    ///
    /// @param descriptor of the child
    /// @param pipe becomes our end; new, and to be closed by its owner even if the child could not be started
    /// @param childReads whether bytes go to the child
    /// @param childWrites whether bytes come from the child
    public void pipe(int descriptor, UvPipe pipe, boolean childReads, boolean childWrites) {
        int direction = (childReads ? READABLE_PIPE : 0) | (childWrites ? WRITABLE_PIPE : 0);
        stdio.put(descriptor, new Stdio(CREATE_PIPE | direction, 0, pipe));
    }

    /// Gives the child a descriptor of this process.
    ///
    /// @param descriptor of the child
    /// @param ours which stays open here
    public void inherit(int descriptor, int ours) {
        stdio.put(descriptor, new Stdio(INHERIT_FD, ours, null));
    }

    // --- For a start without libuv

    String file() {
        return file;
    }

    List<String> arguments() {
        return arguments;
    }

    @Nullable
    List<String> environment() {
        return environment;
    }

    byte @Nullable [] directory() {
        return directory;
    }

    boolean isDetached() {
        return (flags & DETACHED) != 0;
    }

    boolean isForAnother() {
        return (flags & (SETUID | SETGID)) != 0;
    }

    /// Returns the highest descriptor that is set, or -1.
    int highestDescriptor() {
        return stdio.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    /// Returns the pipes to make, by the child's descriptor.
    Map<Integer, UvPipe> pipes() {
        Map<Integer, UvPipe> pipes = new TreeMap<>();
        stdio.forEach((descriptor, entry) -> {
            if (entry.pipe() != null) {
                pipes.put(descriptor, entry.pipe());
            }
        });
        return pipes;
    }

    /// Returns the inherited descriptors, by the child's number.
    Map<Integer, Integer> inherited() {
        Map<Integer, Integer> inherited = new TreeMap<>();
        stdio.forEach((descriptor, entry) -> {
            if (entry.flags() == INHERIT_FD) {
                inherited.put(descriptor, entry.ours());
            }
        });
        return inherited;
    }

    // --- For libuv

    /// Passes the native options to the caller of `uv_spawn`; they are freed when it returns.
    ///
    /// @param onExit the callback
    void use(long onExit, Consumer<MemorySegment> spawn) {
        InheritableDescriptors ours = new InheritableDescriptors(stdio.keySet());
        try (Arena arena = Arena.ofConfined()) {
            for (int fd : ours.covered()) {
                inherit(fd, ours.cover());
            }
            spawn.accept(write(arena, onExit));
            ours.close();
        } finally {
            ours.close(); // unless that was done
        }
    }

    private MemorySegment write(Arena arena, long onExit) {
        MemorySegment block = arena.allocate(ProcessLayout.SIZE, Long.BYTES);
        long at = block.address();
        Memory.putLong(at + ProcessLayout.EXIT, onExit);
        Memory.putLong(at + ProcessLayout.FILE, text(arena, file));
        Memory.putLong(at + ProcessLayout.ARGS, texts(arena, arguments));
        Memory.putLong(at + ProcessLayout.ENV, environment == null ? 0 : texts(arena, environment));
        Memory.putLong(
                at + ProcessLayout.CWD,
                directory == null ? 0 : Memory.text(arena, directory).address());
        Memory.putInt(at + ProcessLayout.FLAGS, flags);
        int count = highestDescriptor() + 1;
        Memory.putInt(at + ProcessLayout.STDIO_COUNT, count);
        Memory.putLong(at + ProcessLayout.STDIO, containers(arena, count));
        if (Abi.ID_BYTES == Integer.BYTES) { // on Windows they are narrower, and rejected
            Memory.putInt(at + ProcessLayout.UID, user);
            Memory.putInt(at + ProcessLayout.GID, group);
        }
        return block;
    }

    /// An array of `uv_stdio_container_t`; an unset one is all zero, which is `UV_IGNORE`.
    private long containers(Arena arena, int count) {
        long array = arena.allocate(Math.max(1L, count) * ProcessLayout.STDIO_SIZE, Long.BYTES)
                .address();
        stdio.forEach((descriptor, entry) -> {
            long container = array + descriptor * (long) ProcessLayout.STDIO_SIZE;
            Memory.putInt(container + ProcessLayout.STDIO_FLAGS, entry.flags());
            if (entry.pipe() == null) {
                Memory.putInt(container + ProcessLayout.STDIO_DATA, entry.ours());
            } else {
                Memory.putLong(
                        container + ProcessLayout.STDIO_DATA, entry.pipe().open());
            }
        });
        return array;
    }

    private static long text(Arena arena, String text) {
        return arena.allocateFrom(text).address();
    }

    /// An array of strings that ends with null.
    static long texts(Arena arena, List<String> texts) {
        long array =
                arena.allocate((texts.size() + 1L) * Long.BYTES, Long.BYTES).address();
        for (int i = 0; i < texts.size(); i++) {
            Memory.putLong(array + (long) i * Long.BYTES, text(arena, texts.get(i)));
        }
        return array;
    }
}
