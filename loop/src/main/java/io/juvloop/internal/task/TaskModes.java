package io.juvloop.internal.task;

import io.juvloop.TaskMode;
import io.juvloop.internal.jdk.JdkInternals;
import io.juvloop.internal.jdk.Log;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Which [TaskMode] this process has, from `-Djuvloop.tasks` and what the JDK lets us do.
///
/// Any thread.
public final class TaskModes {
    private static final String PROPERTY = "juvloop.tasks";
    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private TaskModes() {}

    /// Made at the first question; a refusal is kept as a sentence, because an initializer that throws does so
    /// only once, and as an error that names nothing.
    private static final class Holder {
        static final @Nullable TaskMode MODE;
        static final @Nullable String REFUSAL;

        static {
            TaskMode mode = null;
            String refusal = null;
            try {
                mode = choose(System.getProperty(PROPERTY, "auto"), JdkInternals.areOpen());
            } catch (IllegalStateException refused) {
                refusal = refused.getMessage();
            }
            MODE = mode;
            REFUSAL = refusal;
        }
    }

    /// How tasks run in this JVM.
    ///
    /// @throws IllegalStateException if the mode that the property asks for cannot be had
    public static TaskMode mode() {
        TaskMode mode = Holder.MODE;
        if (mode == null) {
            throw new IllegalStateException(Holder.REFUSAL);
        }
        return mode;
    }

    /// Says once that tasks are slower than they could be.
    static void announce() {
        if (mode() == TaskMode.PORTABLE && !ANNOUNCED.getAndSet(true) && !JdkInternals.areOpen()) {
            Log.warn(
                    "tasks run in portable mode, which is slower, and the JDK''s own waits block the loop; {0}",
                    remedy());
        }
    }

    private static String remedy() {
        return JdkInternals.hasContinuations() ? "add " + JdkInternals.FLAG : "this JVM has no continuations";
    }

    static TaskMode choose(String wanted, boolean open) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "auto" -> open ? TaskMode.FAST : TaskMode.PORTABLE;
            case "portable" -> TaskMode.PORTABLE;
            case "fast" -> {
                if (!open) {
                    throw new IllegalStateException("-D" + PROPERTY + "=fast needs "
                            + (JdkInternals.hasContinuations() ? JdkInternals.FLAG : "a JVM with continuations"));
                }
                yield TaskMode.FAST;
            }
            default ->
                throw new IllegalStateException("-D" + PROPERTY + "=" + wanted + " is none of auto, fast and portable");
        };
    }
}
