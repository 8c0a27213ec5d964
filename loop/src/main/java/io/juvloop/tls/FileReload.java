package io.juvloop.tls;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Handle;
import io.juvloop.TimerHandle;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads the files of a context at an interval, and reloads it when their content has changed.
///
/// Programs write a certificate and its key one after the other, and each in pieces. So a change is taken only when
/// two comparisons in a row have found the same, and only if the files can be read and fit each other. If they do
/// not, that is reported once, and the context stays as it is until they change again.
///
/// The files are read on a thread of the loop's default executor.
///
/// Loop thread only. Lives until it is cancelled or the loop is closed.
final class FileReload implements Handle {
    private final TlsContext context;
    private final EventLoop loop;
    private final Duration interval;
    private final String created;
    private @Nullable TimerHandle timer;
    private boolean cancelled;
    private Seen seen = new Seen("", "");

    /// What earlier comparisons have found.
    ///
    /// @param last the digest of the last comparison
    /// @param refused the digest of files that could not be used; empty for none
    private record Seen(String last, String refused) {}

    /// What one comparison has found.
    ///
    /// @param failure why the files cannot be used; null if they can, or have not changed
    private record Comparison(Seen seen, @Nullable Exception failure) {}

    FileReload(TlsContext context, EventLoop loop, Duration interval) {
        this.context = context;
        this.loop = loop;
        this.interval = interval;
        this.created = "reload of " + context + " every " + interval;
    }

    FileReload start() {
        timer = loop.callLater(interval, this::begin);
        return this;
    }

    private void begin() {
        Seen before = seen;
        var _ = loop.runInExecutor(null, () -> compare(before)).whenComplete((compared, failure) -> {
            if (!cancelled && !loop.isClosed()) {
                end(compared, failure);
            }
        });
    }

    private void end(@Nullable Comparison compared, @Nullable Throwable failure) {
        Throwable why = failure;
        if (compared != null) {
            seen = compared.seen;
            why = compared.failure;
        }
        start();
        if (why != null) {
            loop.callExceptionHandler(
                    ExceptionContext.of("the changed files of " + context + " cannot be used; it stays as it was", why)
                            .with(this, null));
        }
    }

    /// Runs on another thread.
    private Comparison compare(Seen before) {
        Generation current = context.generation();
        String was = current.options().digestOfSources();
        String now = current.options().digestNow();
        if (now.equals(was) || now.equals(before.refused) || !now.equals(before.last)) {
            return new Comparison(new Seen(now, now.equals(was) ? "" : before.refused), null);
        }
        try {
            TlsOptions fresh = current.options().reread();
            if (fresh.digestOfSources().equals(now)) {
                context.replace(current, fresh);
            }
            return new Comparison(new Seen(now, ""), null);
        } catch (IOException | RuntimeException unusable) {
            return new Comparison(new Seen(now, now), unusable);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public String toString() {
        return created;
    }
}
