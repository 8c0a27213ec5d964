package io.juvloop.internal.core;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.ExceptionHandler;
import io.juvloop.internal.jdk.Log;
import org.jspecify.annotations.Nullable;

/// Passes an error that no caller awaits to the user's exception handler, or to the log. It never throws an
/// ordinary exception: the default handler reports a failing handler, and a plain log line reports a failing
/// default handler.
///
/// Loop thread only. See [Error Handling
/// API](https://docs.python.org/3.13/library/asyncio-eventloop.html#error-handling-api).
public final class ExceptionReporter {
    private final EventLoop loop;
    private @Nullable ExceptionHandler handler;

    ExceptionReporter(EventLoop loop) {
        this.loop = loop;
    }

    @Nullable
    public ExceptionHandler handler() {
        return handler;
    }

    public void handler(@Nullable ExceptionHandler newHandler) {
        handler = newHandler;
    }

    public void report(ExceptionContext context) {
        ExceptionHandler current = handler;
        try {
            if (current == null) {
                loop.defaultExceptionHandler(context);
            } else {
                current.handle(loop, context);
            }
        } catch (Throwable broken) {
            rethrowIfStopping(broken);
            reportBroken(broken, context);
        }
    }

    private void reportBroken(Throwable broken, ExceptionContext context) {
        try {
            log(ExceptionContext.of("the exception handler failed", broken));
            log(context);
        } catch (Throwable worse) {
            rethrowIfStopping(worse);
            Log.error("the exception handler failed, and so did the default one", worse);
        }
    }

    private static void rethrowIfStopping(Throwable thrown) {
        if (FatalErrors.includes(thrown)) {
            throw (Error) thrown;
        }
    }

    public static void log(ExceptionContext context) {
        StringBuilder text = new StringBuilder(context.message());
        append(text, "future", context.future());
        append(text, "handle", context.handle());
        append(text, "protocol", context.protocol());
        append(text, "server", context.server());
        append(text, "transport", context.transport());
        if (context.created() != null) {
            text.append("\n  created at:");
            for (StackTraceElement frame : context.created().getStackTrace()) {
                text.append("\n    ").append(frame);
            }
        }
        Log.error(text.toString(), context.exception());
    }

    private static void append(StringBuilder text, String key, @Nullable Object value) {
        if (value != null) {
            text.append("\n  ").append(key).append(": ").append(describe(value));
        }
    }

    /// The description may run the user's code, which may fail.
    public static String describe(Object value) {
        try {
            return value.toString();
        } catch (Throwable broken) {
            rethrowIfStopping(broken);
            return value.getClass().getName() + " (its toString failed: "
                    + broken.getClass().getName() + ")";
        }
    }
}
