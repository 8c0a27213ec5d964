package io.juvloop.postgres.internal.pool;

import io.juvloop.EventLoop;
import io.juvloop.postgres.ConnectionHook;
import io.juvloop.postgres.PoolOptions;
import io.juvloop.postgres.PoolStats;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.jfr.Recorder;
import io.juvloop.postgres.internal.session.Lease;
import io.juvloop.spi.RunningLoop;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives connections to those who ask for them: the heart of a pool.
///
/// Loop thread only. Lifetime: that of the pool.
final class Lending {
    /// How long a check of a connection that was idle may take.
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(3);

    private final EventLoop loop;
    private final PoolOptions options;
    private final Figures figures = new Figures();
    private final Members members;
    private final Waiting waiting;
    private final Opening opening;
    private final Idle idle;
    private final Returning returning;
    private final Ending ending;
    private final @Nullable ConnectionHook setup;
    private final long staleNanos;
    private boolean serving;

    Lending(EventLoop loop, PoolOptions options, Connector connector) {
        this.loop = loop;
        this.options = options;
        members = new Members(options.pipelining());
        waiting = new Waiting(this);
        ending = new Ending(this);
        opening = new Opening(this, connector);
        idle = new Idle(this);
        returning = new Returning(this);
        setup = options.setup().orElse(null);
        staleNanos = options.checkAfterIdle().map(Deadline::nanos).orElse(Long.MAX_VALUE);
    }

    // --- Its parts

    EventLoop loop() {
        return loop;
    }

    PoolOptions options() {
        return options;
    }

    Figures figures() {
        return figures;
    }

    Members members() {
        return members;
    }

    Waiting waiting() {
        return waiting;
    }

    Opening opening() {
        return opening;
    }

    Ending ending() {
        return ending;
    }

    void requireThread() {
        if (!loop.equals(RunningLoop.get())) {
            throw new IllegalStateException("a pool is for the thread of its loop; use Async.runInLoopThreadsafe");
        }
    }

    // --- Asking

    /// Someone asks for a connection, and gets it now or waits.
    ///
    /// @param limit how long it waits, or null for any time
    /// @throws IllegalStateException if the pool is closed
    void ask(PoolRequest<?> request, @Nullable Duration limit) {
        ending.requireOpen();
        Member member = waiting.isEmpty() ? members.choose(request.isShareable()) : null;
        if (member == null) {
            waiting.add(request, limit);
            opening.grow();
        } else {
            if (member.load() > 0) {
                opening.growForSharing();
            }
            hand(member, request);
            waiting.limit(request, limit);
        }
    }

    /// A request was cancelled. If it had a connection already, it gives it back itself.
    void withdraw(PoolRequest<?> request) {
        var _ = waiting.remove(request);
        if (!request.isSettled()) {
            request.settled(new CancellationException("cancelled while it waited"));
        }
    }

    void tooLate(PoolRequest<?> request, Throwable why) {
        var _ = waiting.remove(request); // not there while its connection is checked or set up
        if (!request.isSettled()) {
            figures.timeouts++;
            refuse(request, why);
        }
    }

    void refuse(PoolRequest<?> request, Throwable why) {
        request.settled(why);
        request.refused(why);
    }

    // --- Giving

    /// Gives what is free to those who wait. What is granted may end at once, and calls this again: the first call
    /// goes on.
    void serve() {
        if (serving) {
            return;
        }
        serving = true;
        try {
            for (PoolRequest<?> next = waiting.peek(); next != null; next = waiting.peek()) {
                Member member = members.choose(next.isShareable());
                if (member == null) {
                    break;
                }
                var _ = waiting.poll();
                hand(member, next);
            }
        } finally {
            serving = false;
        }
        opening.grow();
    }

    private void hand(Member member, PoolRequest<?> request) {
        boolean wasIdle = member.state() == Member.State.IDLE;
        if (wasIdle && loop.time() - member.idleSince() >= staleNanos) {
            check(member, request);
        } else if (wasIdle && setup != null) {
            setUp(member, request, setup);
        } else {
            grant(member, request);
        }
    }

    private void check(Member member, PoolRequest<?> request) {
        member.setState(Member.State.BUSY);
        var _ = member.own().withTimeout(CHECK_LIMIT).pingAsync().whenComplete((nothing, failure) -> {
            if (failure != null) {
                end(member);
                retry(request);
            } else if (setup != null) {
                setUp(member, request, setup);
            } else {
                grant(member, request);
            }
        });
    }

    /// The connection was dead, which is no failure of the user's.
    private void retry(PoolRequest<?> request) {
        if (!request.isDone()) {
            waiting.addFirst(request);
        }
        serve();
    }

    private void setUp(Member member, PoolRequest<?> request, ConnectionHook hook) {
        member.setState(Member.State.BUSY);
        var _ = HookLease.run(loop, "pool-setup", hook, member).whenComplete((nothing, failure) -> {
            if (failure == null) {
                grant(member, request);
            } else {
                close(member);
                if (!request.isSettled()) {
                    refuse(request, Outcomes.unwrapped(failure));
                }
            }
        });
    }

    private void grant(Member member, PoolRequest<?> request) {
        if (!member.isAlive()) {
            retry(request);
        } else if (request.isDone()) {
            free(member); // cancelled while the connection was prepared
        } else {
            lend(member, request);
        }
    }

    private void lend(Member member, PoolRequest<?> request) {
        figures.acquisitions++;
        figures.waitedNanos += loop.time() - request.askedAt();
        request.settled(null);
        member.setState(Member.State.LENT);
        if (request.isShareable()) {
            member.setLoad(member.load() + 1);
            if (member.load() == 1) {
                members.addShared(member);
            }
        } else {
            member.heldBy(request.holder());
        }
        request.granted(member);
    }

    // --- Taking back

    /// A user gives its connection back.
    ///
    /// @param lease of the user; null for single statements
    /// @param limit how long what is under way on it may take; zero or less ends it
    void takeBack(Member member, @Nullable Lease lease, Duration limit) {
        if (member.isAlive()) {
            returning.begin(member, lease, limit);
        }
    }

    /// A statement that shared a connection has ended.
    void statementEnded(Member member) {
        member.setLoad(member.load() - 1);
        if (member.load() == 0) {
            members.removeShared(member);
            takeBack(member, null, Returning.LIMIT);
        } else if (!waiting.isEmpty()) {
            serve();
        }
    }

    /// A connection can be used again, or is too old for that.
    void free(Member member) {
        if (!member.isAlive()) {
            return; // its end is noticed by its close listener
        }
        if (ending.isClosed() || isOutdated(member)) {
            close(member);
            return;
        }
        member.idle(loop.time());
        members.addIdle(member);
        serve();
        idle.arm();
    }

    private boolean isOutdated(Member member) {
        return member.generation() != opening.generation()
                || member.session().queries() >= options.maxQueries()
                || loop.time() - member.endsAt() >= 0;
    }

    /// Closes a connection that no user has.
    void close(Member member) {
        if (member.state() != Member.State.CLOSED) {
            member.setState(Member.State.CLOSED);
            members.removeIdle(member);
            figures.closed++;
            var _ = member.own().closeAsync().toCompletableFuture(); // observed: its end is what counts
        }
    }

    /// Ends a connection that cannot be used.
    void end(Member member) {
        if (member.state() != Member.State.CLOSED) {
            member.setState(Member.State.CLOSED);
            members.removeIdle(member);
            figures.closed++;
            member.own().terminate();
        }
    }

    /// A connection has ended.
    void ended(Member member) {
        if (member.state() != Member.State.CLOSED) {
            figures.lost++;
            member.setState(Member.State.CLOSED);
        }
        members.remove(member);
        opening.grow();
        opening.keepMinimum();
        ending.check();
    }

    void stopTimers() {
        opening.stop();
        idle.stop();
    }

    // --- What is seen from outside

    void record(Object measurement, @Nullable Throwable failure) {
        Recorder.get().acquired(measurement, members.size() + opening.count(), waiting.size(), failure);
    }

    PoolStats stats() {
        int opens = opening.count();
        return new PoolStats(
                members.size() + opens,
                members.count(Member.State.IDLE),
                members.count(Member.State.LENT) - members.shared(),
                members.shared(),
                opens + members.count(Member.State.BUSY),
                waiting.size(),
                figures.acquisitions,
                figures.timeouts,
                figures.opened,
                figures.closed,
                figures.lost,
                Duration.ofNanos(figures.waitedNanos));
    }

    /// Who has a connection, since when.
    String holders() {
        return members.all().stream()
                .filter(member -> member.holder() != null)
                .map(Member::toString)
                .collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "pool (size=" + (members.size() + opening.count()) + ", maxSize=" + options.maxSize() + ", waiting="
                + waiting.size() + (loop.isDebug() ? ", lent: " + holders() : "") + ")";
    }
}
