package io.juvloop.postgres.internal.statement;

import io.juvloop.postgres.StatementOptions;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Utf8;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The statements of one connection by their texts, of which the least recently used are given up when there are too
/// many.
///
/// The server hears of that with the next flight, before anything new is parsed. The age of a statement is looked at
/// when
/// it is used. What is longer than the options allow is not kept, and has no name on the server.
///
/// Loop thread only. One a connection.
public final class StatementCache {
    private final Map<String, Statement> bySql = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Statement> inHand = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> closing = new ArrayList<>();
    private final StatementNames names = new StatementNames();
    private final int most;
    private final int longest;
    private final long lifetime;
    private boolean unnamed;

    /// Makes an empty cache.
    ///
    /// @param options how many statements, how long and how old
    /// @param unnamed whether statements have no names here
    public StatementCache(StatementOptions options, boolean unnamed) {
        most = options.cacheSize();
        longest = options.cacheLongest();
        lifetime = Deadline.nanos(options.cacheLifetime());
        this.unnamed = unnamed;
    }

    /// The statement of a text.
    ///
    /// @param sql its text
    /// @param now on the loop's clock
    /// @return a new one if there is none, or it is too old
    /// @throws IllegalArgumentException if it has a NUL, or is a COPY
    public Statement get(String sql, long now) {
        Statement known = bySql.get(sql);
        if (known != null) {
            if (!isExpired(known, now)) {
                return known;
            }
            remove(known);
        }
        requireRunnable(sql);
        boolean isKept = most > 0 && sql.length() <= longest;
        Statement made = new Statement(sql, unnamed || !isKept ? Frontend.UNNAMED : names.next());
        if (isKept) {
            bySql.put(sql, made);
            evict();
        }
        return made;
    }

    private boolean isExpired(Statement statement, long now) {
        return statement.progress() == Statement.Progress.PARSED
                && !statement.isUnnamed()
                && now - statement.parsedAt() > lifetime;
    }

    /// COPY in the extended protocol would take what is sent behind it for its data.
    private static void requireRunnable(String sql) {
        Utf8.requireNoNul("the statement", sql);
        if (Commands.isCopy(sql)) {
            throw new IllegalArgumentException(
                    "COPY has methods of its own: copyIn, copyOut, copyToTable, copyFromQuery");
        }
    }

    /// A statement that the user has in hand, which is not in the cache.
    ///
    /// @param sql its text
    /// @param declared the types of the first parameters
    /// @return a new one
    public Statement pinned(String sql, int... declared) {
        requireRunnable(sql);
        Statement made = new Statement(sql, unnamed ? Frontend.UNNAMED : names.next(), declared);
        made.pin();
        inHand.add(made);
        return made;
    }

    /// What stands in for a statement that was given up while something waits with it.
    ///
    /// @param closed the one that was given up
    /// @param now on the loop's clock
    /// @return that of the text; if types were given, one without a name that has them too
    public Statement renewed(Statement closed, long now) {
        return closed.isShareable()
                ? get(closed.sql(), now)
                : new Statement(closed.sql(), Frontend.UNNAMED, closed.declared());
    }

    private void evict() {
        if (bySql.size() <= most) {
            return;
        }
        for (Iterator<Statement> eldest = bySql.values().iterator(); eldest.hasNext() && bySql.size() > most; ) {
            Statement candidate = eldest.next();
            if (!candidate.isInUse() && candidate.progress() == Statement.Progress.PARSED) {
                eldest.remove();
                close(candidate);
            }
        }
    }

    /// Takes a statement out and gives it up.
    ///
    /// @param statement one of this connection
    public void remove(Statement statement) {
        bySql.remove(statement.sql(), statement);
        close(statement);
    }

    /// Gives a statement up: the server hears of it with the next flight.
    ///
    /// @param statement one of this connection
    public void close(Statement statement) {
        if (statement.progress() == Statement.Progress.PARSED && !statement.isUnnamed()) {
            closing.add(statement.name());
        }
        statement.setProgress(Statement.Progress.CLOSED);
        inHand.remove(statement);
    }

    /// Gives all statements up that no operation waits with.
    public void clear() {
        for (Statement statement : List.copyOf(bySql.values())) {
            if (!statement.isInUse()) {
                remove(statement);
            }
        }
    }

    /// Gives a statement another name; the server hears that the old one is not needed.
    ///
    /// @param statement one of this connection
    public void rename(Statement statement) {
        if (statement.progress() == Statement.Progress.PARSED && !statement.isUnnamed()) {
            closing.add(statement.name());
        }
        renameLost(statement);
    }

    /// Gives a statement another name, as the server does not have it, or has another one of that name.
    ///
    /// @param statement one of this connection
    public void renameLost(Statement statement) {
        statement.rename(unnamed || !statement.isNameable() ? Frontend.UNNAMED : names.next());
    }

    /// Notes that the server has forgotten all statements.
    public void forgotten() {
        closing.clear();
        bySql.values().forEach(this::renameIfParsed);
        inHand.forEach(this::renameIfParsed);
    }

    private void renameIfParsed(Statement statement) {
        if (statement.progress() == Statement.Progress.PARSED) {
            renameLost(statement);
        }
    }

    /// Uses no names from now on.
    public void setUnnamed() {
        unnamed = true;
    }

    /// Puts Close for what was given up. It must stand behind a Sync, so that no error can make the server skip it.
    ///
    /// @param out where to
    public void encodeCloses(OutBuffer out) {
        if (!closing.isEmpty()) {
            for (String name : closing) {
                Frontend.close(out, Frontend.STATEMENT, name);
            }
            closing.clear();
        }
    }

    /// How many statements are kept.
    ///
    /// @return the number
    public int size() {
        return bySql.size();
    }
}
