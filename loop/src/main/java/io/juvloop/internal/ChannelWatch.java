package io.juvloop.internal;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import org.jspecify.annotations.Nullable;

/// One channel that tasks of one loop wait for: at most one that wants to read or accept, and one that wants to
/// write or connect.
///
/// It is registered with the channel as a selection key, which does two things that a descriptor alone cannot.
/// The JDK does not close the descriptor of a channel while a key is registered, so what the loop watches
/// cannot become the number of another socket. And closing the channel cancels the key, which is how the loop
/// hears of it, on whichever thread that happens: it stops watching, lets the JDK close the descriptor, and
/// wakes who waits.
///
/// Loop thread only, except [#selector], [#cancel] and [#onCancel]. Lives until the channel or the loop is
/// closed. See
/// [AbstractSelectableChannel](https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/nio/channels/spi/AbstractSelectableChannel.html).
abstract class ChannelWatch extends AbstractSelectionKey {
    private static final int READING = OP_READ | OP_ACCEPT;

    private final ChannelWatches owner;
    private final AbstractSelectableChannel channel;
    private @Nullable Waiter reader;
    private @Nullable Waiter writer;
    private boolean drained;

    ChannelWatch(ChannelWatches owner, AbstractSelectableChannel channel) {
        this.owner = owner;
        this.channel = channel;
    }

    final ChannelWatches owner() {
        return owner;
    }

    @Override
    public final AbstractSelectableChannel channel() {
        return channel;
    }

    // --- Waiting

    /// Whether a task waits in the direction of an operation.
    final boolean isAwaited(int operation) {
        return (isReading(operation) ? reader : writer) != null;
    }

    /// Puts the task that is running to sleep until the channel is ready for an operation, or may be.
    ///
    /// @throws AsynchronousCloseException if the channel is closed meanwhile
    final void await(int operation) throws AsynchronousCloseException {
        Waiter waiter = Waiter.ofCurrentTask();
        set(operation, waiter);
        try {
            arm(operation);
            waiter.await();
        } finally {
            set(operation, null);
            disarm(operation);
        }
        if (!channel.isOpen()) {
            throw new AsynchronousCloseException();
        }
    }

    /// Notes what a read gave: less than was asked for means that there is no more.
    final void noteRead(int count, int asked) {
        drained = count > 0 && count < asked;
    }

    /// Whether trying to read would most likely be in vain. Then it is cheaper to wait at once; nothing is
    /// missed, because what has come since is told in the next turn.
    final boolean isDrained() {
        return drained && isArmed(OP_READ);
    }

    /// Whether waiting costs no system call.
    abstract boolean isArmed(int operation);

    private void set(int operation, @Nullable Waiter waiter) {
        if (isReading(operation)) {
            reader = waiter;
        } else {
            writer = waiter;
        }
    }

    static boolean isReading(int operation) {
        return (operation & READING) != 0;
    }

    final void wakeReader() {
        wake(reader);
    }

    final void wakeWriter() {
        wake(writer);
    }

    private static void wake(@Nullable Waiter waiter) {
        if (waiter != null) {
            waiter.wake();
        }
    }

    /// Has [#wakeReader] or [#wakeWriter] called once the channel is ready.
    abstract void arm(int operation);

    /// Nobody waits for it any more.
    abstract void disarm(int operation);

    // --- Ending

    /// Watches no more, and wakes who waits. The owner has forgotten it already.
    final void release() {
        letGo();
        wake(reader);
        wake(writer);
    }

    /// Begins to watch, now that it is registered.
    ///
    /// @throws IOException if that cannot be
    abstract void begin() throws IOException;

    /// Gives the channel back, which may be closed.
    abstract void letGo();

    /// Called on the thread that closes the channel, before the loop's is told; perhaps more than once.
    void onCancel() {}

    /// The only thing that the JDK asks a key for when it cancels it, after having made it invalid.
    ///
    /// @return what keeps the key for later, which nobody needs if it is invalid
    @Override
    public final Selector selector() {
        if (isValid()) {
            return owner;
        }
        onCancel();
        owner.cancelled(this);
        return new UnusableSelector();
    }

    // --- What a key of a selector can also do

    @Override
    public final int interestOps() {
        return (reader == null ? 0 : READING) | (writer == null ? 0 : OP_WRITE | OP_CONNECT);
    }

    @Override
    public final SelectionKey interestOps(int ops) {
        throw new UnsupportedOperationException("tasks of the event loop say what they wait for");
    }

    @Override
    public final int readyOps() {
        return 0;
    }
}
