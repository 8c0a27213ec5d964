package io.juvloop.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts the calls that the library makes on one thread, and throws before one of them, as an exhausted stack
/// does.
///
/// [FaultyLoader] inserts a call of this class before each call of the library.
public final class Faults {
    /// The body of a task itself runs below the frames of the task classes.
    private static final int DEPTH = 9;

    private static volatile @Nullable Thread armed;
    private static int left;
    private static int steps;
    private static String place = "";
    private static String events = "";
    private static String spared = "";
    private static volatile List<String> callers = List.of();
    private static long lists;
    private static volatile boolean last;

    private Faults() {}

    /// Throws before one of this thread's next calls, or only counts them.
    ///
    /// @param step the number of the call, from 1 on; 0 for none
    public static void arm(int step) {
        arm(step, Thread.currentThread());
    }

    private static void arm(int step, Thread thread) {
        left = step;
        steps = 0;
        place = "";
        armed = thread;
    }

    /// Throws before one of the calls that the loop makes on this thread while it notifies a class of an event.
    ///
    /// @param step the number of the call, from 1 on; 0 for none
    /// @param listener the name of the class, whose methods for events begin with `on`, or are named `completed`
    public static void armEvents(int step, String listener) {
        armEvents(step, listener, Thread.currentThread());
    }

    /// Throws before one of the calls that the loop makes on a thread while it notifies a class of an event.
    ///
    /// @param step the number of the call, from 1 on; 0 for none
    /// @param listener the name of the class, whose methods for events begin with `on`, end with `InPlace` or are
    ///   named `completed`
    /// @param thread the thread
    public static void armEvents(int step, String listener, Thread thread) {
        events = listener;
        arm(step, thread);
    }

    /// Throws before one of this thread's next calls, except calls by classes whose names have a prefix.
    ///
    /// @param step the number of the call, from 1 on; 0 for none
    /// @param sparing the prefix
    public static void arm(int step, String sparing) {
        spared = sparing;
        arm(step);
    }

    /// Throws before one of the calls that some classes make, on any thread and whatever calls them: an event, a timer,
    /// a callback of the loop's own.
    ///
    /// @param step the number of the call, from 1 on; 0 for none
    /// @param prefixes of the names of the classes, with slashes
    public static void armCallsOf(int step, List<String> prefixes) {
        callers = prefixes;
        arm(step);
    }

    /// Throws before one of the calls of a protocol's last method, or of a watch's listener, on any thread.
    ///
    /// @param step the number of the call, from 1 on; 0 for none
    public static void armLastCalls(int step) {
        arm(step);
        last = true;
    }

    private static boolean isArmed(String caller) {
        List<String> counted = callers;
        if (counted.isEmpty()) {
            return Thread.currentThread() == armed && counts();
        }
        for (String prefix : counted) {
            if (caller.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean counts() {
        return (events.isEmpty() || isInEvent(events)) && (spared.isEmpty() || !isSpared(spared));
    }

    private static boolean isSpared(String begin) {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(DEPTH)
                        .anyMatch(frame -> frame.getClassName().startsWith(begin)));
    }

    private static boolean isInEvent(String listener) {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(
                        frame -> frame.getClassName().equals(listener) && isEvent(frame.getMethodName())));
    }

    private static boolean isEvent(String method) {
        return method.startsWith("on") || method.endsWith("InPlace") || method.equals("completed");
    }

    /// Stops throwing.
    ///
    /// @return the number of calls
    public static int disarm() {
        armed = null;
        events = "";
        spared = "";
        callers = List.of();
        last = false;
        return steps;
    }

    /// Whether the error was thrown.
    ///
    /// @return true if it was
    public static boolean hasThrown() {
        return armed == null;
    }

    /// Where the error was thrown.
    ///
    /// @return the place; empty if there was none
    public static String place() {
        return place;
    }

    /// Called before each call of the library.
    ///
    /// @param caller the name of the class that makes it, with slashes
    public static void step(String caller) {
        if (armed != null && !last && isArmed(caller)) {
            count();
        }
    }

    /// Called before each call of a protocol's last method, and of a watch's listener.
    ///
    /// @param caller the name of the class that makes it, with slashes
    public static void lastStep(String caller) {
        if (armed != null && last) {
            count();
        }
    }

    private static void count() {
        steps++;
        if (--left == 0) {
            armed = null;
            throw error();
        }
    }

    /// Called before the library asks libuv for a list of addresses, or frees one.
    ///
    /// @param change 1 for a list more, -1 for one less
    public static void lists(int change) {
        lists += change;
    }

    /// How many lists of addresses are libuv's, or have not been freed.
    ///
    /// @return the number
    public static long lists() {
        return lists;
    }

    private static StackOverflowError error() {
        StackOverflowError error = new StackOverflowError("injected");
        StackTraceElement caller = error.getStackTrace()[3];
        place = caller.toString();
        return error;
    }
}
