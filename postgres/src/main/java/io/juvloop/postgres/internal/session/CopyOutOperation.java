package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.postgres.CommandStatus;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.ProtocolViolation;
import io.juvloop.postgres.ServerDetails;
import io.juvloop.postgres.internal.wire.CopyResponse;
import io.juvloop.postgres.internal.wire.Frame;
import io.juvloop.postgres.internal.wire.Frontend;
import io.juvloop.postgres.internal.wire.MessageTypes;
import io.juvloop.postgres.internal.wire.Tags;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A COPY out of the server.
///
/// What comes is gathered in one buffer while what takes it has the other; when that is slower, reading is paused,
/// and so the server waits. To pause is safe because nothing is sent behind a COPY, so the server needs nothing from
/// us.
///
/// Its future is done when the server has ended and everything was taken, or when it fails; the bytes that come
/// after a failure are dropped.
///
/// Loop thread only. A barrier.
final class CopyOutOperation extends SimpleOperation<Long> {
    private static final int FULL = 1 << 16;
    private static final int FIRST_SIZE = 1 << 13;
    private static final int LARGEST = Integer.MAX_VALUE - 16; // of an array
    private static final byte[] NOTHING = {};
    private static final String NO_COPY_OUT = "the statement is no COPY ... TO STDOUT: ";

    private final @Nullable Task<?> holder;
    private final LoopFuture<@Nullable Void> opened;
    private final LoopFuture<@Nullable Void> over;
    private byte[] filling = NOTHING;
    private byte[] taken = NOTHING;
    private int filled;
    private long rows;
    private boolean isOpen;
    private boolean isCopying; // between CopyOutResponse and CopyDone
    private boolean isComplete; // CommandComplete has come behind that
    private boolean isOver;
    private boolean isDropping;
    private boolean isPaused;
    private boolean isConsumed = true;
    private @Nullable Throwable own;
    private @Nullable LoopFuture<@Nullable Void> arriving;

    /// Makes one that is not started.
    ///
    /// @param session of the connection
    /// @param sql the COPY
    /// @param holder the task that takes what comes, and must not start anything behind it; null if that is ours
    CopyOutOperation(Session session, String sql, @Nullable Task<?> holder) {
        super(session, sql);
        this.holder = holder;
        opened = session.loop().createFuture();
        over = session.loop().createFuture();
        addDoneCallback(done -> ended());
    }

    // --- To the server

    @Override
    @Nullable
    Task<?> holder() {
        return isDropping || isOver ? null : holder;
    }

    @Override
    boolean isBarrier() {
        return true;
    }

    @Override
    void leave() {
        isDropping = true;
        filled = 0;
        resume();
        wake();
    }

    // --- From the server

    @Override
    void frameReceived(Frame frame) {
        switch (frame.type()) {
            case MessageTypes.COPY_DATA -> take(frame);
            case MessageTypes.COPY_OUT_RESPONSE -> {
                boolean _ = CopyResponse.isBinary(frame);
                isOpen = true;
                isCopying = true;
                isComplete = false;
                opened.complete(null);
            }
            case MessageTypes.COPY_DONE -> {
                isCopying = false;
                wake();
            }
            case MessageTypes.COMMAND_COMPLETE -> {
                isComplete = true;
                CommandStatus status = Tags.parse(frame); // of the COPY, and of a BEGIN before it
                rows = status.rows();
                session.noteCommand(status);
            }
            case MessageTypes.COPY_IN_RESPONSE -> {
                own = new IllegalArgumentException(NO_COPY_OUT + sql());
                Frontend.copyFail(session.out(), "there is nothing to copy");
                session.flush();
            }
            case MessageTypes.EMPTY_QUERY_RESPONSE, MessageTypes.ROW_DESCRIPTION -> {
                // of another statement, which is refused at its end
            }
            default -> super.frameReceived(frame);
        }
    }

    @Override
    boolean isAnswered() {
        return !isCopying && (isComplete || !isOpen);
    }

    private void take(Frame frame) {
        if (!isCopying) {
            throw unexpected(MessageTypes.COPY_DATA);
        }
        if (isDropping) {
            return;
        }
        int capacity = capacity(filling.length, filled, frame.remaining());
        if (capacity > filling.length) {
            filling = Arrays.copyOf(filling, capacity);
        }
        filled += frame.getRest(filling, filled);
        if (arriving != null) {
            wake();
        } else if (filled >= FULL && !isPaused) {
            isPaused = true;
            session.transport().pauseReading();
        }
    }

    /// The capacity for what is gathered and what has come, at least doubled where it is not enough.
    ///
    /// @param present the capacity so far
    /// @throws ProtocolViolation if no array can be so large: a server sends a row in a message of its own
    static int capacity(int present, int filled, int more) {
        long needed = (long) filled + more;
        if (needed > LARGEST) {
            throw new ProtocolViolation("the server has sent " + needed + " bytes of a COPY at once, and " + LARGEST
                    + " are the most that can be kept");
        }
        return needed <= present ? present : (int) Math.clamp(2L * present, Math.max(needed, FIRST_SIZE), LARGEST);
    }

    private void resume() {
        if (isPaused) {
            isPaused = false;
            session.transport().resumeReading();
        }
    }

    private void wake() {
        LoopFuture<@Nullable Void> waiting = arriving;
        if (waiting != null) {
            arriving = null;
            waiting.complete(null);
        }
    }

    /// Of another statement, which is refused at its end.
    @Override
    boolean mayHaveRows() {
        return true;
    }

    @Override
    void errorReceived(ServerDetails details) {
        super.errorReceived(details);
        leave();
    }

    // --- Taking

    /// Whether the server has agreed.
    ///
    /// @return fails as the operation does if it fails before
    LoopFuture<@Nullable Void> opened() {
        return opened;
    }

    /// Done when the server has given its last answer, or the connection is lost.
    ///
    /// @return never fails
    LoopFuture<@Nullable Void> over() {
        return over;
    }

    /// Whether something can be taken, or nothing comes any more.
    ///
    /// @return whether [#poll] says so
    boolean isSettled() {
        return filled > 0 || isOver || isDropping;
    }

    /// Waits until [#isSettled]. For one at a time.
    ///
    /// @return done then; to cancel it cancels the COPY
    LoopFuture<@Nullable Void> settled() {
        LoopFuture<@Nullable Void> waiting = new Wait(this);
        if (isSettled()) {
            waiting.complete(null);
        } else {
            arriving = waiting;
        }
        return waiting;
    }

    /// Takes what has come.
    ///
    /// @return valid until the next call; null if there is nothing
    @Nullable
    ByteBuffer poll() {
        if (filled == 0) {
            return null;
        }
        ByteBuffer data = ByteBuffer.wrap(filling, 0, filled);
        byte[] free = taken;
        taken = filling;
        filling = free;
        filled = 0;
        resume();
        return data;
    }

    /// Whether nothing can be taken any more.
    boolean isEnded() {
        return filled == 0 && (isOver || isDropping);
    }

    /// How many rows the server has copied.
    ///
    /// @return 0 before its end
    long rows() {
        return rows;
    }

    /// Makes the future wait until everything was taken, see [#consumed].
    void expectConsumer() {
        isConsumed = false;
    }

    /// Everything was taken.
    void consumed() {
        isConsumed = true;
        if (isOver) {
            super.finish();
        }
    }

    // --- The end

    @Override
    void finish() {
        if (!isOpen && own == null && failure == null) {
            own = new IllegalArgumentException(NO_COPY_OUT + sql());
        }
        end();
        if (own != null) {
            failure = own;
        }
        if (isConsumed || failure != null) {
            super.finish();
        }
    }

    @Override
    void lost(PgException loss) {
        isDropping = true;
        end();
        super.lost(loss);
    }

    private void end() {
        isOver = true;
        wake();
        over.complete(null);
    }

    /// However it has ended. What waits for the opening gets the failure of the operation, too, so it need not be
    /// seen.
    private void ended() {
        if (state == State.DONE) {
            end();
        }
        if (!opened.isDone()) {
            var _ = opened.exceptionally(seen -> null);
            opened.completeExceptionally(
                    failure == null ? new CancellationException("the COPY was given up") : failure);
        }
    }

    @Override
    Long result() {
        return rows;
    }

    @Override
    String describe() {
        return "a COPY";
    }
}
