package io.juvloop.internal.task;

import io.juvloop.TaskMode;
import io.juvloop.internal.jdk.JdkInternals;
import io.juvloop.internal.jdk.Log;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Determines the [TaskMode] of this process from `-Djuvloop.tasks` and the access that the JDK gives.
///
/// Any thread.
public final class TaskModes {
    private static final String PROPERTY = "juvloop.tasks";
    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private TaskModes() {}

    /// Initialized at the first query; a refusal is stored as a message, because an initializer throws only
    /// once, and as an error without a useful message.
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

    /// The mode in which this JVM runs tasks.
    ///
    /// @throws IllegalStateException if the mode that the property selects is not available
    public static TaskMode mode() {
        TaskMode mode = Holder.MODE;
        if (mode == null) {
            throw new IllegalStateException(Holder.REFUSAL);
        }
        return mode;
    }

    /// Logs once that tasks run slower than they could.
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
