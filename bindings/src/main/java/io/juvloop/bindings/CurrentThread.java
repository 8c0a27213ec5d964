package io.juvloop.bindings;

import java.util.BitSet;

/// The calling thread of the operating system: its processors, its priority, its name.
///
/// On Linux the system answers, see [LinuxThread], whatever the version of libuv. Elsewhere libuv answers, see
/// [UvThread], and a version that is too old leads to an exception that names the version needed.
///
/// Any thread, about itself; on a virtual thread, about its carrier of the moment. Stateless.
/// See [Threads](https://docs.libuv.org/en/v1.x/threading.html).
public final class CurrentThread {
    private CurrentThread() {}

    private static boolean isLinux() {
        return Platform.current().isLinux();
    }

    /// Whether [#affinity] can be asked and set here.
    ///
    /// @return true if it can
    public static boolean hasAffinity() {
        return isLinux() || (!Platform.current().isMac() && OptionalFunction.THREAD_SETAFFINITY.isPresent());
    }

    /// Whether [#cpu] can be asked here.
    ///
    /// @return true if it can
    public static boolean hasCpu() {
        return isLinux() || (!Platform.current().isMac() && OptionalFunction.THREAD_GETCPU.isPresent());
    }

    /// Returns the processors it may run on.
    ///
    /// @return their numbers
    /// @throws UnsupportedOperationException if neither libuv nor the system can report them
    public static BitSet affinity() {
        if (isLinux()) {
            return LinuxThread.affinity();
        }
        refuseMac("thread affinity");
        return UvThread.affinity();
    }

    /// Sets the processors it may run on.
    ///
    /// @param cpus their numbers
    /// @throws UnsupportedOperationException if neither libuv nor the system can do it
    public static void affinity(BitSet cpus) {
        if (isLinux()) {
            LinuxThread.affinity(cpus);
            return;
        }
        refuseMac("thread affinity");
        UvThread.affinity(cpus);
    }

    private static void refuseMac(String what) {
        if (Platform.current().isMac()) {
            throw new UnsupportedOperationException("macOS has no " + what);
        }
    }

    /// Returns the processor it runs on at the moment.
    ///
    /// @return its number
    /// @throws UnsupportedOperationException if neither libuv nor the system can report it
    public static int cpu() {
        if (isLinux()) {
            return LinuxThread.cpu();
        }
        refuseMac("number of the processor");
        return UvThread.cpu();
    }

    /// Returns its priority.
    ///
    /// @return the level that [#priority(int)] set; from -2, the lowest, to 2
    /// @throws UnsupportedOperationException if this libuv cannot report it
    public static int priority() {
        return UvThread.priority();
    }

    /// Sets its priority.
    ///
    /// @param priority from -2, the lowest, to 2
    /// @throws UnsupportedOperationException if this libuv cannot do it
    public static void priority(int priority) {
        UvThread.priority(priority);
    }

    /// Sets its name in the system's own tools, truncated to the system's limit.
    ///
    /// @param name without NUL
    /// @return false if neither libuv nor the system can do it
    public static boolean name(String name) {
        if (isLinux()) {
            LinuxThread.name(name);
            return true;
        }
        if (OptionalFunction.THREAD_SETNAME.isPresent()) {
            UvThread.name(name);
            return true;
        }
        return false;
    }
}
