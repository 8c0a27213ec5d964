package io.juvloop.internal.jfr;

import org.jspecify.annotations.Nullable;

/// The events of loops for flight recordings. This one records nothing: it is there until the process makes its first
/// recording, and always in a runtime without the module `jdk.jfr`, whose classes only [JfrRecorder] and its listener
/// name.
///
/// Nothing is allocated for an event that is off, which is asked first. [FlightRecordings] replaces this recorder.
/// What a method does may take a lock of the JDK's, so the thread that carries tasks calls none but those that
/// begin or end a measurement.
///
/// Any thread.
public class Recorder {
    private static volatile Recorder current = new Recorder();

    Recorder() {}

    /// The recorder of this process.
    ///
    /// @return another one after the first recording was made
    public static Recorder get() {
        return current;
    }

    /// Records with another recorder from now on.
    static void use(Recorder recorder) {
        current = recorder;
    }

    // --- Measurements

    /// Whether callbacks are to be measured.
    public boolean measuresCallbacks() {
        return false;
    }

    /// A callback or a step begins.
    ///
    /// @param outer the measurement that it lies in
    /// @return the measurement
    public @Nullable Object beginCallback(@Nullable Object outer) {
        return null;
    }

    /// What a measurement lies in.
    public @Nullable Object outer(Object measurement) {
        return null;
    }

    /// The iteration begins to work.
    ///
    /// @return the measurement, or null if no recording wants it
    public @Nullable Object beginIteration() {
        return null;
    }

    /// What is measured is over.
    ///
    /// @return whether it took long enough to be recorded
    public boolean ends(Object measurement) {
        return false;
    }

    /// Records a slow callback.
    ///
    /// @param step whether it was the step of a task
    public void slowCallback(Object measurement, String what, boolean step) {}

    /// Records a slow iteration.
    ///
    /// @param callbacks how many callbacks and steps it ran
    public void slowIteration(Object measurement, long callbacks) {}

    // --- Connections

    public void connectionOpened(Object transport, boolean accepted) {}

    public void connectionLost(
            Object transport, long received, long sent, @Nullable Throwable cause, boolean aborted) {}

    public void writingPaused(Object transport, long bytes) {}

    public void writingResumed(Object transport, long bytes) {}

    // --- Tasks, names, children

    /// A task is done.
    ///
    /// @param failure what it failed with, or was cancelled by
    public void taskEnded(String name, Enum<?> state, @Nullable Throwable failure) {}

    /// A question to the resolver begins.
    ///
    /// @return the measurement, or null if no recording wants it
    public @Nullable Object beginLookup() {
        return null;
    }

    /// The answer to a question came.
    ///
    /// @param subject what was asked for
    /// @param error the name of the error, or the empty text
    public void lookedUp(Object measurement, String operation, @Nullable Object subject, String error) {}

    public void childStarted(long pid, String program) {}

    public void childEnded(long pid, String program, int returnCode) {}
}
