package io.juvloop.postgres.internal.statement;

import org.jspecify.annotations.Nullable;

/// A statement on one connection: its text, its name on the server, and how far the server is with it.
///
/// One without a name is parsed for each use; its text and description are kept all the same.
///
/// Loop thread only. Lifetime: until it is closed or the connection ends; what waits with a closed one asks the
/// cache again.
public final class Statement {
    private static final int[] NO_TYPES = {};

    /// How far the server is.
    public enum Progress {
        /// It has not heard of it.
        NEW,
        /// Parse and Describe are on their way, and what needs the description waits.
        DESCRIBING,
        /// Parse was sent, with or without an answer: what is sent behind it may use it.
        PARSED,
        /// It was given up.
        CLOSED
    }

    private final String sql;
    private final int[] declared;
    private final boolean nameable;
    private String name;
    private Progress progress = Progress.NEW;
    private @Nullable Description description;
    private int users;
    private long parsedAt;
    private boolean pinned;

    /// Makes a statement that the server has not heard of.
    ///
    /// @param sql its text
    /// @param name on the server, empty for none
    /// @param declared the types of the first parameters, 0 for one that the server infers
    public Statement(String sql, String name, int... declared) {
        this.sql = sql;
        this.name = name;
        this.nameable = !name.isEmpty();
        this.declared = declared.length == 0 ? NO_TYPES : declared.clone();
    }

    /// The text.
    ///
    /// @return as it was given
    public String sql() {
        return sql;
    }

    /// The name on the server.
    ///
    /// @return empty for none
    public String name() {
        return name;
    }

    /// Whether it has no name on the server.
    ///
    /// @return whether it is parsed for each use
    public boolean isUnnamed() {
        return name.isEmpty();
    }

    /// Gives it another name, as the server has one of this name already or has lost it.
    ///
    /// @param newName empty for none
    public void rename(String newName) {
        name = newName;
        progress = Progress.NEW;
    }

    /// Whether it may have a name on the server.
    ///
    /// @return false for what is not kept
    boolean isNameable() {
        return nameable;
    }

    /// The types of the first parameters that were given.
    ///
    /// @return 0 for one that the server infers
    int[] declared() {
        return declared.clone();
    }

    /// The types to send with Parse.
    ///
    /// @return those of the description if it is known, or else those that were given
    public int[] types() {
        Description known = description;
        return known == null ? declared : known.parameterOids();
    }

    /// How far the server is.
    ///
    /// @return the progress
    public Progress progress() {
        return progress;
    }

    /// Sets how far the server is.
    ///
    /// @param now the progress
    public void setProgress(Progress now) {
        progress = now;
    }

    /// What is known of it.
    ///
    /// @return null if nothing is, or what is known is outdated
    public @Nullable Description description() {
        Description known = description;
        return known != null && known.isCurrent() ? known : null;
    }

    /// What was last known of it, whether or not types have been forgotten since.
    ///
    /// @return null if nothing was
    public @Nullable Description lastDescription() {
        return description;
    }

    /// Sets or forgets what is known of it.
    ///
    /// @param now null for nothing
    public void setDescription(@Nullable Description now) {
        description = now;
    }

    // --- Use

    /// Counts an operation that waits and needs it.
    public void acquire() {
        users++;
    }

    /// Takes back [#acquire].
    public void release() {
        users--;
    }

    /// Whether the cache must keep it: an operation waits with it, or the user has it in hand.
    ///
    /// @return whether it must
    boolean isInUse() {
        return users > 0 || pinned;
    }

    /// Whether an operation waits with it.
    ///
    /// @return whether one does
    public boolean isAwaited() {
        return users > 0;
    }

    /// Keeps it until the user closes it.
    public void pin() {
        pinned = true;
    }

    /// Whether what is known of it is right for other connections too: its types were not given by the user.
    ///
    /// @return whether it is
    public boolean isShareable() {
        return declared.length == 0;
    }

    /// When it was parsed.
    ///
    /// @return on the loop's clock
    long parsedAt() {
        return parsedAt;
    }

    /// Notes when it is parsed.
    ///
    /// @param now on the loop's clock
    public void setParsedAt(long now) {
        parsedAt = now;
    }

    @Override
    public String toString() {
        return "Statement[" + (name.isEmpty() ? "unnamed" : name) + ", " + progress + "]";
    }
}
