package io.juvloop.internal.descriptor;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;

/// One channel that the loop watches, see [Readiness] for whom.
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
    private final ChannelWatches owner;
    private final AbstractSelectableChannel channel;
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

    /// Who is told.
    abstract Readiness readiness();

    // --- Waiting

    /// Puts the task that is running to sleep until the channel is ready, or may be.
    ///
    /// @throws AsynchronousCloseException if the channel is closed meanwhile
    final void await(Direction direction) throws AsynchronousCloseException {
        readiness().await(direction);
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
        return drained && isArmed(Direction.READ);
    }

    /// Whether waiting costs no system call.
    abstract boolean isArmed(Direction direction);

    // --- Ending

    /// Watches no more, and wakes who waits. The owner has forgotten it already.
    final void release() {
        letGo();
        readiness().dismiss();
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
        return 0;
    }

    @Override
    public final SelectionKey interestOps(int ops) {
        throw new UnsupportedOperationException("the event loop says what it waits for");
    }

    @Override
    public final int readyOps() {
        return 0;
    }
}
