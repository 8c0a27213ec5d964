package io.juvloop.tls;

import io.juvloop.EventLoop;
import io.juvloop.ExceptionContext;
import io.juvloop.Handle;
import io.juvloop.TimerHandle;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks at the files of a context at an interval, and reloads it when they have other content.
///
/// Programs write a certificate and its key one after the other, and each in pieces. So a change is taken only when
/// two looks in a row have found the same, and only if the files can be read and fit each other. If they do not, that
/// is reported once, and the context stays as it is until they change again.
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

    /// What earlier looks have found.
    ///
    /// @param last the digest of the last look
    /// @param refused the digest of files that could not be used; empty for none
    private record Seen(String last, String refused) {}

    /// What one look has found.
    ///
    /// @param failure why the files cannot be used; null if they can, or have not changed
    private record Look(Seen seen, @Nullable Exception failure) {}

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
        var _ = loop.runInExecutor(null, () -> look(before)).whenComplete((look, failure) -> {
            if (!cancelled && !loop.isClosed()) {
                end(look, failure);
            }
        });
    }

    private void end(@Nullable Look look, @Nullable Throwable failure) {
        Throwable why = failure;
        if (look != null) {
            seen = look.seen;
            why = look.failure;
        }
        start();
        if (why != null) {
            loop.callExceptionHandler(
                    ExceptionContext.of("the changed files of " + context + " cannot be used; it stays as it was", why)
                            .with(this, null));
        }
    }

    /// Runs on another thread.
    private Look look(Seen before) {
        Generation current = context.generation();
        String was = current.options().digestOfSources();
        String now = current.options().digestNow();
        if (now.equals(was) || now.equals(before.refused) || !now.equals(before.last)) {
            return new Look(new Seen(now, now.equals(was) ? "" : before.refused), null);
        }
        try {
            TlsOptions fresh = current.options().reread();
            if (fresh.digestOfSources().equals(now)) {
                context.replace(current, fresh);
            }
            return new Look(new Seen(now, ""), null);
        } catch (IOException | RuntimeException unusable) {
            return new Look(new Seen(now, now), unusable);
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
