package io.juvloop.bindings;

import java.lang.ref.Reference;
import java.util.HashSet;
import java.util.Set;

/// Makes sure that there is room to link a function of libuv or of the C library, before it is linked.
///
/// Each function is linked in a static initialiser, because the JIT folds constants only. If an initialiser fails, for
/// want of memory or stack, the JVM never runs it again, and the function is lost for as long as the process lives. So
/// ordinary code asks here first: if there is no room, that code throws, no initialiser has begun, and the next call
/// tries again. The generated functions ask by [#prepare], at each call; the owners of hand-written ones by [#ensure],
/// before their first call. A function that is first needed when memory has changed hands is linked before that.
///
/// The room is not kept: another thread may take the memory in between. docs/ffm-rules.md says what remains.
///
/// Any thread; two threads that link the same functions at once do no harm.
final class Linking {
    private static final String GENERATED = "io.juvloop.bindings.gen.uv_h";

    /// With so much free there is room, and none need be taken.
    private static final long AMPLE = 32L << 20;

    /// More than the functions of one class have allocated on any machine so far, see `LinkingTest`.
    static final int ROOM = 4 << 20;

    private static final int ROOM_BLOCK = 64 * 1024;
    private static final int FRAMES = 1000;

    /// The classes and the generated functions that are linked. The set is replaced and never changed; one that two
    /// threads add at once may be missing, and is then added again.
    private static volatile Set<Object> linked = Set.of();

    private Linking() {}

    /// Runs the initialisers of a class and of the classes in it, which link functions, unless they have run.
    ///
    /// @throws OutOfMemoryError if there is not enough memory; the next call tries again
    /// @throws StackOverflowError if there is not enough stack; the next call tries again
    static void ensure(Class<?> owner) {
        if (!linked.contains(owner)) {
            requireRoom();
            initialise(owner.getName());
            for (Class<?> holder : owner.getDeclaredClasses()) {
                initialise(holder.getName());
            }
            remember(owner);
        }
    }

    private static void ensureAlone(String name) {
        if (!linked.contains(name)) {
            requireRoom();
            initialise(name);
            remember(name);
        }
    }

    /// Links what every loop needs: itself, its timers, its poller, and errors. The constants of names come with it,
    /// since making them takes the JDK more than a few frames.
    static void ensureLoop() {
        ensureAlone(GENERATED);
        ensure(Downcalls.class);
        ensure(LoopDowncalls.class);
        ensure(Abi.class);
        ensure(UvErrors.class);
        ensure(HandleType.class);
        ensure(RequestType.class);
        ensure(UvLoop.class);
        ensure(UnixNames.class);
        ensure(FileNames.class);
        ensure(SignalNumbers.class);
        if (!Platform.current().isWindows()) {
            ensure(LibC.class);
            ensure(ErrnoBlock.class);
        }
        if (Platform.current().isLinux()) {
            ensure(EpollPoller.class);
        } else if (SystemPoller.isSupported()) {
            ensure(KqueuePoller.class);
        }
    }

    /// Links the functions of a class for a new handle or request, before it takes anything of its loop.
    ///
    /// @return the loop
    static UvLoop ensured(UvLoop loop, Class<?> owner) {
        ensure(owner);
        return loop;
    }

    /// Links a generated function, if it is first called when an error would lose something.
    static void ensure(String function) {
        ensureAlone(GENERATED + "$" + function);
    }

    /// Makes sure that there is room to link a generated function, which is about to be called.
    static void prepare(String function) {
        if (!linked.contains(function)) {
            requireRoom();
            remember(function);
        }
    }

    private static void remember(Object name) {
        Set<Object> more = new HashSet<>(linked);
        more.add(name);
        linked = more;
    }

    /// Throws if there is not enough memory or stack for the initialisers of a class.
    static void requireRoom() {
        int _ = requireFrames(FRAMES);
        Runtime runtime = Runtime.getRuntime();
        if (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() < AMPLE) {
            takeRoom();
        }
    }

    private static void takeRoom() {
        byte[][] room = new byte[ROOM / ROOM_BLOCK][];
        try {
            for (int i = 0; i < room.length; i++) {
                room[i] = new byte[ROOM_BLOCK];
            }
        } finally {
            Reference.reachabilityFence(room); // or the compiler would leave the blocks out
        }
    }

    private static int requireFrames(int frames) {
        return frames == 0 ? 0 : requireFrames(frames - 1) + 1;
    }

    private static void initialise(String name) {
        try {
            var _ = Class.forName(name, true, Linking.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new LinkageError("no class of this name: " + name, missing);
        }
    }
}
