package io.juvloop.internal.jfr;

import org.jspecify.annotations.Nullable;

/// The recorder of a runtime with the module `jdk.jfr`.
///
/// One event of each class is kept to ask whether it is on: until a recording has begun, the JDK answers that with a
/// constant.
///
/// Any thread. See [Flight Recorder API](https://docs.oracle.com/en/java/javase/25/jfapi/).
final class JfrRecorder extends Recorder {
    private static final SlowCallbackEvent CALLBACKS = new SlowCallbackEvent();
    private static final SlowIterationEvent ITERATIONS = new SlowIterationEvent();
    private static final ConnectionOpenedEvent OPENED = new ConnectionOpenedEvent();
    private static final ConnectionLostEvent LOST = new ConnectionLostEvent();
    private static final WritingPausedEvent PAUSED = new WritingPausedEvent();
    private static final WritingResumedEvent RESUMED = new WritingResumedEvent();
    private static final TaskEndedEvent TASKS = new TaskEndedEvent();
    private static final LookupEvent LOOKUPS = new LookupEvent();
    private static final ChildStartedEvent STARTED = new ChildStartedEvent();
    private static final ChildEndedEvent ENDED = new ChildEndedEvent();

    /// Records with this recorder from now on.
    static void install() {
        Recorder.use(new JfrRecorder());
    }

    @Override
    public boolean measuresCallbacks() {
        return CALLBACKS.isEnabled();
    }

    @Override
    public Object beginCallback(@Nullable Object outer) {
        SlowCallbackEvent event = new SlowCallbackEvent();
        event.outer = (SlowCallbackEvent) outer;
        event.begin();
        return event;
    }

    @Override
    public @Nullable Object outer(Object measurement) {
        SlowCallbackEvent event = (SlowCallbackEvent) measurement;
        SlowCallbackEvent outer = event.outer;
        event.outer = null;
        return outer;
    }

    @Override
    public @Nullable Object beginIteration() {
        if (!ITERATIONS.isEnabled()) {
            return null;
        }
        SlowIterationEvent event = new SlowIterationEvent();
        event.begin();
        return event;
    }

    @Override
    public boolean ends(Object measurement) {
        jdk.jfr.Event event = (jdk.jfr.Event) measurement;
        event.end();
        return event.shouldCommit();
    }

    @Override
    public void slowCallback(Object measurement, String what, boolean step) {
        SlowCallbackEvent event = (SlowCallbackEvent) measurement;
        event.what = what;
        event.step = step;
        event.commit();
    }

    @Override
    public void slowIteration(Object measurement, long callbacks) {
        SlowIterationEvent event = (SlowIterationEvent) measurement;
        event.callbacks = callbacks;
        event.commit();
    }

    @Override
    public void connectionOpened(Object transport, boolean accepted) {
        if (OPENED.isEnabled()) {
            ConnectionOpenedEvent event = new ConnectionOpenedEvent();
            event.transport = name(transport);
            event.accepted = accepted;
            event.commit();
        }
    }

    @Override
    public void connectionLost(Object transport, long received, long sent, @Nullable Throwable cause, boolean aborted) {
        if (LOST.isEnabled()) {
            ConnectionLostEvent event = new ConnectionLostEvent();
            event.transport = name(transport);
            event.bytesReceived = received;
            event.bytesSent = sent;
            event.cause = text(cause);
            event.aborted = aborted;
            event.commit();
        }
    }

    @Override
    public void writingPaused(Object transport, long bytes) {
        if (PAUSED.isEnabled()) {
            WritingPausedEvent event = new WritingPausedEvent();
            event.transport = name(transport);
            event.bytes = bytes;
            event.commit();
        }
    }

    @Override
    public void writingResumed(Object transport, long bytes) {
        if (RESUMED.isEnabled()) {
            WritingResumedEvent event = new WritingResumedEvent();
            event.transport = name(transport);
            event.bytes = bytes;
            event.commit();
        }
    }

    @Override
    public void taskEnded(String name, Enum<?> state, @Nullable Throwable failure) {
        if (TASKS.isEnabled()) {
            TaskEndedEvent event = new TaskEndedEvent();
            event.task = name;
            event.outcome = state.name();
            event.failure = text(failure);
            event.commit();
        }
    }

    @Override
    public @Nullable Object beginLookup() {
        if (!LOOKUPS.isEnabled()) {
            return null;
        }
        LookupEvent event = new LookupEvent();
        event.begin();
        return event;
    }

    @Override
    public void lookedUp(Object measurement, String operation, @Nullable Object subject, String error) {
        LookupEvent event = (LookupEvent) measurement;
        event.operation = operation;
        event.subject = String.valueOf(subject);
        event.error = error;
        event.commit();
    }

    @Override
    public void childStarted(long pid, String program) {
        if (STARTED.isEnabled()) {
            ChildStartedEvent event = new ChildStartedEvent();
            event.pid = pid;
            event.program = program;
            event.commit();
        }
    }

    @Override
    public void childEnded(long pid, String program, int returnCode) {
        if (ENDED.isEnabled()) {
            ChildEndedEvent event = new ChildEndedEvent();
            event.pid = pid;
            event.program = program;
            event.returnCode = returnCode;
            event.commit();
        }
    }

    /// The same from its beginning to its end.
    private static String name(Object transport) {
        String text = transport.toString();
        int state = text.lastIndexOf(" (clos");
        return state < 0 ? text : text.substring(0, state);
    }

    /// A Throwable of the user's may throw while it describes itself.
    private static String text(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        try {
            return thrown.toString();
        } catch (Throwable undescribable) {
            return thrown.getClass().getName();
        }
    }
}
