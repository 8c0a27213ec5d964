package io.juvloop.postgres.internal.pool;

import io.juvloop.postgres.internal.session.Lease;
import io.juvloop.postgres.internal.session.Session;
import io.juvloop.postgres.internal.session.SessionConnection;
import org.jspecify.annotations.Nullable;

/// A connection of a pool.
///
/// Loop thread only. Lifetime: from the moment it can be used to its end.
final class Member {
    /// What is done with it.
    enum State {
        /// No user has it.
        IDLE,
        /// One user has it, or single statements run on it.
        LENT,
        /// It is checked, set up or reset, and belongs to no user.
        BUSY,
        /// It is being closed, or has ended.
        CLOSED
    }

    private final SessionConnection own;
    private final long endsAt;
    private final int generation;
    private State state = State.BUSY;
    private long idleSince;
    private int load;
    private @Nullable Holder holder;

    /// @param own the pool's view of the connection
    /// @param endsAt when its lifetime ends, by the loop's clock
    /// @param generation of the pool when it was opened
    Member(SessionConnection own, long endsAt, int generation) {
        this.own = own;
        this.endsAt = endsAt;
        this.generation = generation;
    }

    SessionConnection own() {
        return own;
    }

    Session session() {
        return own.session();
    }

    /// A further view of the connection, for one user.
    SessionConnection view(Lease lease) {
        return new SessionConnection(session(), lease);
    }

    long endsAt() {
        return endsAt;
    }

    int generation() {
        return generation;
    }

    State state() {
        return state;
    }

    void setState(State newState) {
        state = newState;
    }

    boolean isAlive() {
        return state != State.CLOSED && !session().isClosed();
    }

    // --- Idleness

    long idleSince() {
        return idleSince;
    }

    void idle(long now) {
        state = State.IDLE;
        idleSince = now;
        holder = null;
    }

    // --- Sharing

    /// How many single statements run on it side by side; 0 while one user has it.
    int load() {
        return load;
    }

    void setLoad(int statements) {
        load = statements;
    }

    // --- Debug mode

    void heldBy(Holder newHolder) {
        holder = newHolder;
    }

    @Nullable
    Holder holder() {
        return holder;
    }

    @Override
    public String toString() {
        return session() + (holder == null ? "" : ", held by " + holder);
    }
}
