package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts a child by `posix_spawn`, without copying the large page tables of this process as `fork` does. The
/// thread waits until the program runs, so a failure to run it is known at once.
///
/// Loop thread only; Linux only. Stateless. See
/// [posix_spawn(3)](https://man7.org/linux/man-pages/man3/posix_spawn.3.html).
final class PosixSpawn {
    /// The result if libuv must start the child.
    static final int NOT_HERE = -1;

    private static final String PROPERTY = "juvloop.spawn";

    /// The gaps between the child's numbers are closed one by one.
    private static final int HIGHEST_DESCRIPTOR = 1024;

    /// More than any C library's; glibc's and musl's are of 336 bytes.
    private static final int ATTRIBUTES_SIZE = 1024;

    /// A `sigset_t` of a kernel has 8 bytes, that of a C library has room for more.
    private static final int SIGNALS_SIZE = 128;

    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = 0x80;
    private static final int ENOEXEC = 8;

    private static final List<String> FUNCTIONS = List.of(
            "posix_spawn",
            "posix_spawnattr_init",
            "posix_spawnattr_destroy",
            "posix_spawnattr_setflags",
            "posix_spawnattr_setsigdefault",
            "posix_spawnattr_setsigmask",
            "environ");

    private static volatile @Nullable Boolean usable;

    private static final class Calls {
        static final MethodHandle SPAWN = link("posix_spawn", Downcalls.WIDE);
        static final MethodHandle INIT = link("posix_spawnattr_init");
        static final MethodHandle DESTROY = link("posix_spawnattr_destroy");
        static final MethodHandle FLAGS = link("posix_spawnattr_setflags");
        static final MethodHandle DEFAULTS = link("posix_spawnattr_setsigdefault");
        static final MethodHandle MASK = link("posix_spawnattr_setsigmask");
        static final MemorySegment ENVIRON =
                Linker.nativeLinker().defaultLookup().findOrThrow("environ");

        private Calls() {}
    }

    private PosixSpawn() {}

    /// A call that returns 0 or an error number.
    @FunctionalInterface
    interface Call {
        int invoke() throws Throwable;
    }

    static MethodHandle link(String name) {
        return link(name, Downcalls.UNIFORM);
    }

    static MethodHandle link(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    private static int error(Call call) {
        try {
            return call.invoke();
        } catch (Throwable thrown) {
            throw Downcalls.rethrow(thrown);
        }
    }

    static void check(String operation, Call call) {
        int error = error(call);
        if (error != 0) {
            throw new UvFailure(operation, -error);
        }
    }

    /// Whether the system has what this needs, and the user has not chosen libuv.
    static boolean isUsable() {
        Boolean known = usable;
        if (known == null) {
            known = isAvailable();
            usable = known;
        }
        return known;
    }

    private static boolean isAvailable() {
        return Platform.current().isLinux()
                && !System.getProperty(PROPERTY, "").equals("uv")
                && Stream.concat(FUNCTIONS.stream(), SpawnActions.FUNCTIONS.stream())
                        .allMatch(name ->
                                Linker.nativeLinker().defaultLookup().find(name).isPresent())
                && PidDescriptor.isAvailable();
    }

    /// Whether a child can be started this way; not as another user.
    static boolean canDo(ProcessOptions options) {
        return isUsable() && !options.isForAnother() && options.highestDescriptor() <= HIGHEST_DESCRIPTOR;
    }

    /// Starts a child.
    ///
    /// @return its number, or [#NOT_HERE] if the program is not found, which `execvp` reports more precisely, or
    ///   if it is a script without an interpreter line, which `execvp` passes to the shell
    /// @throws UvFailure if it cannot be started
    static int spawn(ProcessOptions options, ChildDescriptors descriptors) {
        Linking.ensure(Calls.class);
        Linking.ensure(SpawnActions.class);
        int started = NOT_HERE;
        try (Arena arena = Arena.ofConfined()) {
            long environment = environment(arena, options);
            boolean searched = ProgramSearch.isNeeded(options.file());
            String program = searched ? ProgramSearch.find(options.file(), entries(environment)) : options.file();
            if (program == null) {
                return NOT_HERE;
            }
            MemorySegment pid = arena.allocate(JAVA_INT);
            try {
                int error = spawn(arena, pid, program, options, descriptors, environment);
                if (error == ENOEXEC || (searched && error != 0)) {
                    return NOT_HERE;
                }
                UvFailure.check("posix_spawn", -error);
                started = pid.get(JAVA_INT, 0);
            } catch (Throwable thrown) {
                kill(Memory.getInt(pid.address()));
                throw thrown;
            }
            return started;
        } catch (Throwable thrown) {
            kill(started);
            throw thrown;
        }
    }

    /// Ends a child that an error has kept from its caller.
    private static void kill(int pid) {
        if (pid > 0) {
            PidDescriptor.killAndWait(pid);
        }
    }

    private static int spawn(
            Arena arena,
            MemorySegment pid,
            String program,
            ProcessOptions options,
            ChildDescriptors descriptors,
            long environment) {
        long path = arena.allocateFrom(program).address();
        long arguments = ProcessOptions.texts(arena, options.arguments());
        try (SpawnActions actions = new SpawnActions(arena)) {
            descriptors.describe(actions);
            if (options.directory() != null) {
                actions.changeDirectory(options.directory());
            }
            long block = arena.allocate(ATTRIBUTES_SIZE, 16).address();
            check("posix_spawnattr_init", () -> (int) (long) Calls.INIT.invokeExact(block, 0L, 0L, 0L, 0L));
            try {
                attributes(arena, block, options.isDetached());
                return error(() -> (int) (long) Calls.SPAWN.invokeExact(
                        pid.address(), path, actions.block(), block, arguments, environment, 0L));
            } finally {
                check("posix_spawnattr_destroy", () -> (int) (long) Calls.DESTROY.invokeExact(block, 0L, 0L, 0L, 0L));
            }
        }
    }

    /// Every signal has its default action, and none is blocked.
    private static void attributes(Arena arena, long block, boolean detached) {
        long all = arena.allocate(SIGNALS_SIZE, 8).fill((byte) -1).address();
        long none = arena.allocate(SIGNALS_SIZE, 8).address();
        long flags = SETSIGDEF | SETSIGMASK | (detached ? SETSID : 0);
        check("posix_spawnattr_setsigdefault", () -> (int) (long) Calls.DEFAULTS.invokeExact(block, all, 0L, 0L, 0L));
        check("posix_spawnattr_setsigmask", () -> (int) (long) Calls.MASK.invokeExact(block, none, 0L, 0L, 0L));
        check("posix_spawnattr_setflags", () -> (int) (long) Calls.FLAGS.invokeExact(block, flags, 0L, 0L, 0L));
    }

    /// Copies the environment of this process from the C library, which may have more than the JVM was started
    /// with.
    private static long environment(Arena arena, ProcessOptions options) {
        List<String> entries = options.environment();
        return entries == null ? Memory.getLong(Calls.ENVIRON.address()) : ProcessOptions.texts(arena, entries);
    }

    private static List<String> entries(long environment) {
        List<String> entries = new ArrayList<>();
        for (long at = environment; at != 0 && Memory.getLong(at) != 0; at += Long.BYTES) {
            entries.add(Memory.string(Memory.getLong(at)));
        }
        return entries;
    }
}
