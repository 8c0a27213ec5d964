package io.juvloop.internal.jfr;

import org.jspecify.annotations.Nullable;

/// Replaces the recorder when the process makes its first recording, while there are loops.
///
/// The classes of events take a third of a second to initialise, so a program that records nothing does not load
/// them. The thread that makes the recording initialises them: the thread that carries tasks loads no class. The
/// JDK references the listener, and so our class loader, only from the first loop to the end of the last.
///
/// Any thread but the one that carries tasks.
public final class FlightRecordings {
    private static int loops;
    private static @Nullable JfrListener listener;

    private FlightRecordings() {}

    /// A loop was made.
    public static synchronized void loopOpened() {
        loops++;
        if (loops == 1) {
            try {
                JfrListener added = new JfrListener();
                added.begin();
                listener = added;
            } catch (LinkageError withoutJfr) {
                listener = null;
            }
        }
    }

    /// A loop was closed, or collected without having been closed.
    public static synchronized void loopClosed() {
        loops--;
        JfrListener last = listener;
        if (loops == 0 && last != null) {
            listener = null;
            last.end();
        }
    }
}
