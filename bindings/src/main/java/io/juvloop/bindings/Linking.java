package io.juvloop.bindings;

import java.lang.ref.Reference;

/// Links the functions of libuv and of the C library, all of one area together, before the first of them is called.
///
/// Each function has a class of its own whose static initialiser links it, because the JIT folds constants only. If
/// an initialiser fails, for want of memory or stack, the JVM never runs it again, and the function is lost for as
/// long as the process lives. So no initialiser that links is left to the first call: they run from here, after
/// ordinary code has made sure that there is room for them. If there is none, that code throws, no initialiser has
/// begun, and the next call tries again.
///
/// The room is not kept: another thread may take the memory in between. docs/ffm-rules.md says what remains.
///
/// Any thread; two threads that link the same area at once do no harm.
final class Linking {
    /// What every loop needs: itself, its timers, and errors.
    static final int LOOP = 1;

    /// Streams: TCP, pipes and what they have in common with terminals.
    static final int STREAMS = 1 << 1;

    /// Datagrams.
    static final int DATAGRAMS = 1 << 2;

    /// Files and folders.
    static final int FILES = 1 << 3;

    /// Names of hosts, and the other operations of libuv's pool.
    static final int POOL = 1 << 4;

    /// Child processes.
    static final int PROCESSES = 1 << 5;

    /// Signals, and changes of files.
    static final int WATCHES = 1 << 6;

    /// Terminals.
    static final int TERMINALS = 1 << 7;

    /// What the host says of itself.
    static final int HOST = 1 << 8;

    /// The processors, the priority and the name of a thread.
    static final int THREADS = 1 << 9;

    /// Descriptors and sockets of whatever kind.
    static final int DESCRIPTORS = 1 << 10;

    private static final int END = DESCRIPTORS << 1;

    private static final String GENERATED = "io.juvloop.bindings.gen.uv_h";
    private static final String OURS = "io.juvloop.bindings.";

    /// More than an area has allocated on any machine so far, see `LinkingTest`.
    private static final int ROOM_BLOCKS = 64;

    private static final int ROOM_BLOCK = 64 * 1024;
    private static final int FRAMES = 1000;

    /// The property that has functions linked ahead. It is off by default because it takes a loop's start a third
    /// of a second longer: without it each function is linked at its first call.
    static final String PROPERTY = "juvloop.link.ahead";

    private static final boolean AHEAD = Boolean.getBoolean(PROPERTY);

    private static volatile int linked;

    private Linking() {}

    /// Links the functions of one area or several, unless they are.
    ///
    /// @throws OutOfMemoryError if there is not enough memory; the next call tries again
    /// @throws StackOverflowError if there is not enough stack; the next call tries again
    static void ensure(int areas) {
        if (AHEAD && (linked & areas) != areas) {
            link(areas & ~linked);
        }
    }

    /// Links the functions of some areas for a new handle or request, before it takes anything of its loop.
    ///
    /// @return the loop
    static UvLoop ensured(UvLoop loop, int areas) {
        ensure(areas);
        return loop;
    }

    private static void link(int areas) {
        for (int area = 1; area < END; area <<= 1) {
            if ((areas & area) != 0) {
                linkOne(area);
            }
        }
    }

    private static void linkOne(int area) {
        requireRoom();
        for (String function : LinkedFunctions.of(area)) {
            if (LibUv.loaded().symbols().find(function).isPresent()) {
                initialise(GENERATED + "$" + function);
            }
        }
        for (String holder : LinkedFunctions.holders(area)) {
            initialise(OURS + holder);
        }
        linked |= area; // an area that two threads link at once may be linked once more, which does nothing
    }

    /// Throws if there is not enough memory or stack for the initialisers of an area.
    static void requireRoom() {
        int _ = requireFrames(FRAMES);
        byte[][] room = new byte[ROOM_BLOCKS][];
        try {
            for (int i = 0; i < ROOM_BLOCKS; i++) {
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
