package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.postgres.CloseListener;
import io.juvloop.postgres.NoticeListener;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.base.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who hears of the server's notices and of the end of the connection.
///
/// Listeners are called in callbacks of their own, because one may start statements or remove itself. A warning that
/// none listens to is dropped, as asyncpg does.
///
/// Loop thread only. Lifetime: that of the session.
final class Notices {
    private final EventLoop loop;
    private final List<NoticeEntry> noticeListeners = new ArrayList<>(0);
    private final List<CloseEntry> closeListeners = new ArrayList<>(0);

    private record NoticeEntry(PgConnection connection, NoticeListener listener) {}

    private record CloseEntry(PgConnection connection, CloseListener listener) {}

    Notices(EventLoop loop) {
        this.loop = loop;
    }

    // --- Notices

    void addNoticeListener(PgConnection connection, NoticeListener listener) {
        if (noticeListeners.stream().noneMatch(entry -> entry.listener.equals(listener))) {
            noticeListeners.add(new NoticeEntry(connection, listener));
        }
    }

    void removeNoticeListener(NoticeListener listener) {
        noticeListeners.removeIf(entry -> entry.listener.equals(listener));
    }

    boolean isHeard() {
        return !noticeListeners.isEmpty();
    }

    void noticed(ServerDetails notice) {
        for (NoticeEntry entry : List.copyOf(noticeListeners)) {
            var _ = loop.callSoon(() -> entry.listener.onNotice(entry.connection, notice));
        }
    }

    /// Removes what was added by some views.
    ///
    /// @return whether there was something
    boolean removeOf(Predicate<PgConnection> views) {
        boolean hadNotices = noticeListeners.removeIf(entry -> views.test(entry.connection));
        boolean hadEnd = closeListeners.removeIf(entry -> views.test(entry.connection));
        return hadNotices || hadEnd;
    }

    // --- The end

    void addCloseListener(PgConnection connection, CloseListener listener) {
        if (closeListeners.stream().noneMatch(entry -> entry.listener.equals(listener))) {
            closeListeners.add(new CloseEntry(connection, listener));
        }
    }

    void removeCloseListener(CloseListener listener) {
        closeListeners.removeIf(entry -> entry.listener.equals(listener));
    }

    /// Calls the listeners of the end, at once, as the pool must know before anything else happens.
    ///
    /// @param cause why; null if it was wanted
    void ended(@Nullable Throwable cause) {
        List<CloseEntry> due = List.copyOf(closeListeners);
        closeListeners.clear();
        noticeListeners.clear();
        for (CloseEntry entry : due) {
            call(entry, cause);
        }
    }

    /// For a listener that comes too late.
    void callSoon(PgConnection connection, CloseListener listener, @Nullable Throwable cause) {
        var _ = loop.callSoon(() -> listener.onClose(connection, cause));
    }

    private void call(CloseEntry entry, @Nullable Throwable cause) {
        try {
            entry.listener.onClose(entry.connection, cause);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private void report(RuntimeException e) {
        if (loop.isClosed()) {
            Log.warn("a close listener has thrown while the loop was closed", e);
        } else {
            var _ = loop.callSoon(() -> {
                throw e;
            });
        }
    }
}
