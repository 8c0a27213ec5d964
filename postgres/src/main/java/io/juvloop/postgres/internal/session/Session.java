package io.juvloop.postgres.internal.session;

import io.juvloop.EventLoop;
import io.juvloop.Handle;
import io.juvloop.Protocol;
import io.juvloop.Transport;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.ConnectionLost;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.ServerException;
import io.juvloop.postgres.StatementMode;
import io.juvloop.postgres.internal.connect.Started;
import io.juvloop.postgres.internal.connect.Target;
import io.juvloop.postgres.internal.listen.Listeners;
import io.juvloop.postgres.internal.statement.Descriptions;
import io.juvloop.postgres.internal.statement.StatementCache;
import io.juvloop.postgres.internal.transaction.Transactions;
import io.juvloop.postgres.internal.type.TypeCatalog;
import io.juvloop.postgres.internal.wire.Frames;
import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.internal.wire.Tags;
import io.juvloop.spi.RunningLoop;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection to a server, from the moment in which it is ready for queries: the protocol of its transport.
///
/// It alone holds the transport, and it holds the parts: what comes goes to [Dispatch], what is started goes to
/// [Pipelining], and each of the others has one concern of the connection. A message that the state does not allow
/// is a [ProtocolViolation] and ends the connection.
///
/// Loop thread only. Lifetime: until the transport is lost, or its loop is closed.
public final class Session implements Protocol {
    /// The transactions that are open here.
    public final Transactions transactions;
    /// Who listens to notifications.
    public final Listeners listeners;

    final Notices notices;
    final Cancellation cancellation;
    final Deadlines deadlines;
    final Closing closing;
    final QueryLog log;

    private final EventLoop loop;
    private final PgOptions options;
    private final Started started;
    private final Transport transport;
    private final ServerState state;
    private final Frames frames;
    private final Corking corking;
    private final Pipelining pipelining;
    private final StatementCache statements;
    private final Preparing preparing;
    private final Held held = new Held();
    private final @Nullable Heartbeat heartbeat;
    private final Handle closeAction;
    private List<Runnable> whenWritable = new ArrayList<>(0);
    private boolean isPaused;
    private boolean isClosing; // no more operations are taken
    private boolean isAborting;
    private boolean isLost;
    private @Nullable Throwable reason; // of the end
    private boolean isTouched;
    private boolean hasDeallocated;
    private long queries;

    /// Takes over a connection that is ready. The caller makes this the protocol of the transport.
    ///
    /// @param loop the running one
    /// @param started what the start-up has left
    /// @param catalog the types of the database
    public Session(EventLoop loop, Started started, TypeCatalog catalog) {
        this.loop = loop;
        this.started = started;
        options = started.options();
        transport = started.transport();
        state = new ServerState(started.parameters(), started.pid(), started.transactionStatus());
        frames = new Frames(new Dispatch(this), options.statements().maxMessage());
        corking = new Corking(this, transport);
        pipelining = new Pipelining(this, options.statements().pipelineDepth());
        Descriptions descriptions =
                Descriptions.of(loop, catalog, options.user().orElse(""), state.setting("search_path"));
        statements = new StatementCache(options.statements(), isUnnamed(descriptions));
        preparing = new Preparing(this, statements, descriptions, catalog);
        notices = new Notices(loop);
        cancellation = new Cancellation(this);
        deadlines = new Deadlines(this);
        closing = new Closing(this);
        log = new QueryLog(this);
        transactions = new Transactions(this);
        listeners = new Listeners(loop);
        heartbeat =
                options.heartbeat().map(silence -> new Heartbeat(this, silence)).orElse(null);
        closeAction = loop.addCloseAction(this::loopCloses);
    }

    private boolean isUnnamed(Descriptions descriptions) {
        StatementMode mode = options.statements().mode();
        return mode == StatementMode.UNNAMED || (mode == StatementMode.AUTO && descriptions.losesStatements());
    }

    // --- What belongs to it

    /// The loop of the connection. Any thread.
    ///
    /// @return the loop
    public EventLoop loop() {
        return loop;
    }

    /// The options with everything filled in. Any thread.
    ///
    /// @return the options
    public PgOptions options() {
        return options;
    }

    /// Where the server is, for cancelling.
    ///
    /// @return the address
    public Target target() {
        return started.target();
    }

    byte[] cancelKey() {
        return started.cancelKey();
    }

    Transport transport() {
        return transport;
    }

    /// What the server has said of the session.
    ///
    /// @return its state
    public ServerState state() {
        return state;
    }

    /// Whether a transaction is open, be it a failed one, as far as the server has said. It ends with the connection,
    /// whatever the server has said last.
    ///
    /// @return whether one is
    public boolean isInTransaction() {
        return !isDropping() && state.isInTransaction();
    }

    Corking corking() {
        return corking;
    }

    StatementCache statements() {
        return statements;
    }

    Preparing preparing() {
        return preparing;
    }

    Pipelining pipelining() {
        return pipelining;
    }

    // --- Operations

    /// Starts an operation: encodes it if nothing stands against it, and lets it wait otherwise.
    ///
    /// @param <T> the type of its result
    /// @param operation one that was not started
    /// @return the operation
    /// @throws IllegalStateException on another thread, if the connection was closed here, or if the running task
    ///   holds a stream or a COPY that the operation would wait for
    public <T extends @Nullable Object> Operation<T> start(Operation<T> operation) {
        requireUsable();
        if (!operation.isPrefix()) {
            transactions.used();
            queries++;
            log.started(operation);
        }
        if (isLost || isAborting) {
            operation.state = Operation.State.DONE;
            operation.lost(new ConnectionLost("before " + operation.describe(), reason));
            return operation;
        }
        held.refuseBehindOwn(loop.currentTask());
        held.started(operation);
        pipelining.add(operation);
        if (operation.deadline != Operation.NEVER) {
            deadlines.started(operation);
        }
        pump();
        return operation;
    }

    /// Refuses a call on another thread, and every call once the connection was closed here.
    ///
    /// @throws IllegalStateException in either case
    public void requireUsable() {
        requireLoopThread();
        if (isClosing) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    void requireLoopThread() {
        if (!loop.equals(RunningLoop.get())) {
            throw new IllegalStateException("a connection is used on the thread of its loop only; from another thread"
                    + " use Async.runInLoopThreadsafe");
        }
    }

    /// Starts something of our own that does not wait for what waits.
    void startUrgent(Operation<?> operation) {
        if (isLost || isAborting) {
            operation.state = Operation.State.DONE;
            operation.lost(new ConnectionLost("before " + operation.describe(), reason));
            return;
        }
        pipelining.addUrgent(operation);
        pump();
    }

    /// Takes back an operation of which nothing was encoded. Its future stays as it is.
    ///
    /// @param operation one that was started
    /// @return false if it was encoded, or is done
    public boolean withdraw(Operation<?> operation) {
        return pipelining.remove(operation);
    }

    /// Lets an operation run before all that wait, as it did already.
    void queueFirst(Operation<?> operation) {
        pipelining.addFirst(operation);
    }

    /// An operation cannot be encoded, so it is out.
    void refused(Operation<?> operation, Throwable failure) {
        if (operation.state == Operation.State.QUEUED) {
            operation.state = Operation.State.DONE;
            operation.left();
            operation.refused(failure);
            finished(operation);
        }
    }

    /// The future of an operation is done before the operation is.
    void abandoned(Operation<?> operation) {
        cancellation.giveUp(operation);
    }

    /// Encodes what may be encoded.
    void pump() {
        pipelining.pump();
    }

    boolean mayEncode() {
        return !isPaused && !isAborting && !isLost && !cancellation.isHolding();
    }

    /// What of an operation was left out has been put, so others may follow.
    void encoded(Operation<?> operation) {
        pipelining.release(operation);
        pump();
    }

    /// What the server runs.
    @Nullable
    Operation<?> running() {
        return pipelining.running();
    }

    void headChanged() {
        Operation<?> running = pipelining.running();
        if (running != null) {
            running.headReached();
        }
        cancellation.headChanged();
    }

    /// A prefix has run, and what follows in the answer is for the operation behind it.
    void prefixDone(PrefixOperation prefix) {
        state.setTransactionStatus((byte) 'T');
        pipelining.removeHead();
        prefix.finish();
        finished(prefix);
    }

    /// An operation is done that had nothing to send.
    void silentDone(Operation<?> operation) {
        operation.state = Operation.State.DONE;
        operation.left();
        operation.finish();
        finished(operation);
    }

    /// An operation is done: the one place where all pass.
    void finished(Operation<?> operation) {
        Throwable failure = operation.failure;
        if (failure != null) {
            transactions.failed(failure);
        }
        log.finished(operation);
    }

    // --- Writing

    /// The buffer to encode into; what is put there leaves with [#flush] or what is encoded next.
    OutBuffer out() {
        return corking.out();
    }

    /// Writes what was encoded.
    void flush() {
        corking.flush();
    }

    boolean isWritable() {
        return !isPaused && !isAborting && !isLost;
    }

    /// Runs something once, when the transport takes more or the connection is lost.
    void whenWritable(Runnable action) {
        whenWritable.add(action);
    }

    @Override
    public void pauseWriting() {
        isPaused = true;
    }

    @Override
    public void resumeWriting() {
        isPaused = false;
        runWhenWritable();
        pump();
    }

    private void runWhenWritable() {
        if (!whenWritable.isEmpty()) {
            List<Runnable> due = whenWritable;
            whenWritable = new ArrayList<>(0);
            due.forEach(Runnable::run);
        }
    }

    // --- Reading

    @Override
    public void dataReceived(ByteBuffer data) {
        if (heartbeat != null) {
            heartbeat.heard();
        }
        try {
            frames.take(data);
        } catch (RuntimeException e) {
            abort(e);
        }
        pump();
    }

    /// Whether nothing more is wanted of what comes.
    boolean isDropping() {
        return isAborting || isLost;
    }

    /// The server has said why it ends the connection, which it does next.
    void willEnd(ServerException fatal) {
        reason = fatal;
    }

    // --- What commands leave behind

    /// A statement has run: some change more than rows.
    void noteCommand(CommandStatus status) {
        String tag = status.tag();
        if (!Tags.isPlain(tag)) {
            isTouched = true;
            if (tag.startsWith("DEALLOCATE") || tag.equals("DISCARD ALL")) {
                hasDeallocated = true;
                if (tag.endsWith("ALL")) {
                    statements.forgotten();
                }
            }
        }
    }

    /// Whether the user has dropped statements by SQL.
    boolean hasDeallocated() {
        return hasDeallocated;
    }

    /// Whether a command has run since [#clearTouched] that may have changed the session.
    ///
    /// @return whether one has
    public boolean isTouched() {
        return isTouched;
    }

    /// Notes that the session is as it was at first.
    public void clearTouched() {
        isTouched = false;
    }

    /// How many operations were started.
    ///
    /// @return the number
    public long queries() {
        return queries;
    }

    /// Whether nothing waits or runs.
    ///
    /// @return whether the server has nothing to do for us
    public boolean isQuiet() {
        return pipelining.isEmpty();
    }

    /// Whether a statement is being cancelled, so that nothing is sent meanwhile.
    ///
    /// @return whether one is
    public boolean isCancelling() {
        return cancellation.isHolding();
    }

    /// Gives up streams and COPYs that a user of a pool has left open: no task will read or write them any more, and
    /// what is behind them would wait for ever.
    public void leaveOpen() {
        for (Operation<?> each : pipelining.all()) {
            if (each.isBarrier() && !each.mustBeSent() && !each.isDone()) {
                boolean _ = each.cancel(true);
            }
        }
    }

    /// Gives up the streams and COPYs that the running task holds, with which it will not go on.
    public void leaveOwn() {
        held.leave(loop.currentTask());
    }

    /// Removes what a user of a pool has left on the connection.
    ///
    /// @param lease of the user
    /// @return what it was, for a warning: the channels that are listened to, and the kinds of other listeners
    public List<String> removeListenersOf(Lease lease) {
        List<String> left = new ArrayList<>(listeners.forget());
        if (notices.removeOf(view -> SessionConnection.isOf(view, lease))) {
            left.add("notices or the end");
        }
        if (log.removeOf(view -> SessionConnection.isOf(view, lease))) {
            left.add("queries");
        }
        return left;
    }

    // --- The end

    /// Whether the connection has ended, or takes no more operations.
    ///
    /// @return whether it does
    public boolean isClosed() {
        return isClosing || isAborting || isLost;
    }

    /// Takes no more operations; those that were started go on.
    void refuseMore() {
        isClosing = true;
    }

    boolean isLost() {
        return isLost;
    }

    /// What the connection has ended by.
    @Nullable
    Throwable reason() {
        return reason;
    }

    /// Ends the connection at once; what is open fails in the next turn.
    ///
    /// @param cause why; null if that is wanted
    void abort(@Nullable Throwable cause) {
        if (!isAborting && !isLost) {
            isAborting = true;
            if (reason == null) {
                reason = cause;
            }
            corking.drop();
            transport.abort();
        }
    }

    private void loopCloses() {
        reason = new IllegalStateException("the loop was closed");
        abort(null);
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        if (isLost) {
            return;
        }
        isLost = true;
        if (reason == null) {
            reason = cause;
        }
        closeAction.cancel();
        corking.drop();
        cancellation.lost();
        deadlines.close();
        if (heartbeat != null) {
            heartbeat.close();
        }
        failAll();
        transactions.forget();
        var _ = listeners.forget();
        notices.ended(isClosing ? null : reason);
        runWhenWritable();
        closing.ended();
    }

    private void failAll() {
        for (Operation<?> each = pipelining.poll(); each != null; each = pipelining.poll()) {
            String when = each.flights > 0 ? "in the middle of " : "before ";
            each.lost(new ConnectionLost(when + each.describe(), reason));
            finished(each);
        }
    }

    /// Such as `the connection 4711 to shop at db`, for messages.
    @Override
    public String toString() {
        return "the connection " + state.pid() + " to " + options.database().orElse("?") + " at " + target();
    }
}
