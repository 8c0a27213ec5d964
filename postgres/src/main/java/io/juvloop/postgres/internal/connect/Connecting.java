package io.juvloop.postgres.internal.connect;

import io.juvloop.Async;
import io.juvloop.ConnectOptions;
import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.Transport;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.PgTimeoutException;
import io.juvloop.postgres.TargetSessionAttrs;
import io.juvloop.postgres.internal.base.Deadline;
import io.juvloop.tls.TlsContext;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds a server for the options: host after host, each encrypted or plain as it may be, until a session of the
/// wanted kind has started.
///
/// All hosts together have the connect time-out, each its equal share of what is left, so that one that never
/// answers does not take the time of the others. In a task of its own. Used once.
public final class Connecting {
    private static final Random CHANCE = new Chance();

    private final EventLoop loop;
    private final PgOptions options;
    private final Environment environment;
    private final List<Failure> failures = new ArrayList<>();

    private Connecting(EventLoop loop, PgOptions options, Environment environment) {
        this.loop = loop;
        this.options = options;
        this.environment = environment;
    }

    /// The thread's own source of chance, asked when it is needed.
    private static final class Chance extends Random {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected int next(int bits) {
            return ThreadLocalRandom.current().nextInt() >>> (Integer.SIZE - bits);
        }
    }

    /// Connects.
    ///
    /// @param <T> what a session becomes
    /// @param loop of the connection
    /// @param options where and how
    /// @param begin makes a session its protocol and lets the transport read again; called on the loop in the step
    ///     in which the server became ready
    /// @return what `begin` returns; fails with a [PgException], or an [IllegalArgumentException] if values
    ///     contradict each other; cancelling it ends the attempt
    public static <T> LoopFuture<T> connect(
            EventLoop loop, PgOptions options, Function<? super Started, ? extends T> begin) {
        return connect(loop, options, Environment.system(), begin);
    }

    static <T> LoopFuture<T> connect(
            EventLoop loop, PgOptions options, Environment environment, Function<? super Started, ? extends T> begin) {
        Connecting connecting = new Connecting(loop, options, environment);
        return new TaskFuture<>(
                loop, connecting::run, started -> started.transport().abort(), begin);
    }

    /// Opens a connection to where another one is, for a request to cancel.
    ///
    /// @param loop of the connection
    /// @param target of the other one
    /// @return a paused transport, as well encrypted as the other one; fails with a [PgException]
    public static LoopFuture<Transport> connectForCancel(EventLoop loop, Target target) {
        return new TaskFuture<>(loop, () -> open(loop, target), Transport::abort, Function.identity());
    }

    // --- For cancelling

    @Suspends
    private static Transport open(EventLoop loop, Target target) {
        Conversation conversation = new Conversation(loop);
        boolean isOpen = false;
        try {
            var _ = Async.timeout(target.limit(), () -> {
                open(loop, target, conversation);
                return true;
            });
            var _ = conversation.handOver();
            isOpen = true;
            return conversation.transport();
        } catch (TimeoutException late) {
            throw new PgTimeoutException("connecting to " + target + " for cancelling", target.limit());
        } finally {
            if (!isOpen) {
                conversation.end();
            }
        }
    }

    @Suspends
    private static void open(EventLoop loop, Target target, Conversation conversation) {
        String path = target.path();
        if (path == null) {
            Host host = new Host(target.address(), target.address(), target.port());
            Attempt.connect(loop, conversation, host, ConnectOptions.DEFAULT);
        } else {
            Attempt.await(target.host(), loop.createUnixConnection(() -> conversation, path, ConnectOptions.DEFAULT));
        }
        TlsContext context = target.tls();
        if (context == null) {
            return;
        }
        if (!target.isDirect() && !Negotiation.ask(conversation)) {
            throw new PgException("the server " + target + " does not encrypt any more", null);
        }
        Negotiation.encrypt(loop, conversation, context, target.serverName(), target.isDirect());
    }

    // --- For a session

    /// @param targets what to connect to
    /// @param encryption how
    private record Plan(Targets targets, Encryption encryption) {}

    /// Why a host could not be used.
    private record Failure(Host host, PgException reason) {}

    @Suspends
    private Started run() {
        Plan plan = Async.await(loop.runInExecutor(null, this::plan));
        long deadline = plan.targets()
                .options()
                .connectTimeout()
                .map(limit -> Deadline.after(loop.time(), limit))
                .orElse(Deadline.NEVER);
        TargetSessionAttrs wanted = plan.targets().options().targetSessionAttrs();
        if (wanted == TargetSessionAttrs.PREFER_STANDBY) {
            Started standby = tryHosts(plan, TargetSessionAttrs.STANDBY, deadline, 2);
            if (standby != null) {
                return standby;
            }
            failures.clear();
        }
        Started started = tryHosts(plan, wanted, deadline, 1);
        if (started == null) {
            throw failure();
        }
        return started;
    }

    private Plan plan() {
        Targets targets = Targets.of(options, environment);
        return new Plan(targets, Encryption.of(targets));
    }

    /// Tries one host after the other.
    ///
    /// @param passes how often all hosts may still be tried, this time included
    /// @return null if each has failed
    /// @throws PgException of a server that has refused the user, whom others would refuse too
    @Suspends
    private @Nullable Started tryHosts(Plan plan, TargetSessionAttrs wanted, long deadline, int passes) {
        List<Host> hosts = plan.targets().inOrder(CHANCE);
        int left = hosts.size() * passes;
        for (Host host : hosts) {
            Duration share = deadline == Deadline.NEVER ? null : share(deadline, left);
            left--;
            try {
                Started started = Async.timeout(share, () -> tryHost(plan, host, wanted));
                if (started != null) {
                    return started;
                }
            } catch (TimeoutException late) {
                failures.add(new Failure(host, new PgTimeoutException("connecting to " + host, nonNull(share))));
            }
        }
        return null;
    }

    private Duration share(long deadline, int left) {
        return Duration.ofNanos(Math.max(0, deadline - loop.time()) / left);
    }

    private static Duration nonNull(@Nullable Duration share) {
        return share == null ? Duration.ZERO : share;
    }

    /// Tries one host in each way that it may be tried in.
    @Suspends
    private @Nullable Started tryHost(Plan plan, Host host, TargetSessionAttrs wanted) {
        PgException earlier = null;
        Iterator<Encryption.Way> ways = plan.encryption().ways(host).iterator();
        while (ways.hasNext()) {
            Encryption.Way way = ways.next();
            Attempt attempt = new Attempt(loop, plan.targets(), plan.encryption(), host, wanted);
            try {
                return attempt.run(way);
            } catch (PgException failed) {
                if (earlier != null) {
                    failed.addSuppressed(earlier);
                }
                earlier = failed;
                if (!ways.hasNext() || !attempt.isWorthAnotherWay(way, failed)) {
                    giveUp(attempt, failed);
                    break;
                }
            }
        }
        failures.add(new Failure(host, Objects.requireNonNull(earlier, "no way was tried")));
        return null;
    }

    private void giveUp(Attempt attempt, PgException failed) {
        if (!attempt.isWorthAnotherHost(failed)) {
            failures.forEach(each -> failed.addSuppressed(each.reason()));
            throw failed;
        }
    }

    private PgException failure() {
        if (failures.size() == 1) {
            return failures.getFirst().reason();
        }
        StringBuilder reasons = new StringBuilder("none of the hosts can be used");
        failures.forEach(each -> reasons.append("; ")
                .append(each.host())
                .append(": ")
                .append(each.reason().getMessage()));
        PgException all = new PgException(reasons.toString(), null);
        failures.forEach(each -> all.addSuppressed(each.reason()));
        return all;
    }
}
