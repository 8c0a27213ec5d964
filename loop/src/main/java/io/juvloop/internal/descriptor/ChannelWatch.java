package io.juvloop.internal.descriptor;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;

/// One channel that the loop watches, see [Readiness] for its listeners.
///
/// It is registered with the channel as a selection key, which has two effects that a descriptor alone lacks.
/// The JDK does not close the descriptor of a channel while a key is registered, so a watched number cannot
/// become the number of another socket. And closing the channel cancels the key on the closing thread, which
/// notifies the loop: it stops watching, lets the JDK close the descriptor, and wakes the waiting tasks.
///
/// Loop thread only, except [#selector], [#cancel] and [#onCancel]. Lives until the channel or the loop is closed.
/// See
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

    /// The listeners for the channel's readiness.
    abstract Readiness readiness();

    // --- Waiting

    /// Suspends the running task until the channel is or may be ready.
    ///
    /// @throws AsynchronousCloseException if the channel is closed meanwhile
    final void await(Direction direction) throws AsynchronousCloseException {
        readiness().await(direction);
        if (!channel.isOpen()) {
            throw new AsynchronousCloseException();
        }
    }

    /// Records the result of a read: fewer bytes than requested means that no more are available.
    final void noteRead(int count, int asked) {
        drained = count > 0 && count < asked;
    }

    /// Whether trying to read would most likely fail, so that waiting at once is cheaper. No event is lost,
    /// because data that arrived since is reported in the next iteration.
    final boolean isDrained() {
        return drained && isArmed(Direction.READ);
    }

    /// Whether waiting costs no system call.
    abstract boolean isArmed(Direction direction);

    // --- Ending

    /// Stops watching and wakes the waiting tasks. The owner has removed this from its table already.
    final void release() {
        letGo();
        readiness().dismiss();
    }

    /// Begins watching, after the registration.
    ///
    /// @throws IOException if the channel cannot be watched
    abstract void begin() throws IOException;

    /// Releases the channel, whose descriptor may then be closed.
    abstract void letGo();

    /// Called on the thread that closes the channel, before the loop is notified; possibly more than once.
    void onCancel() {}

    /// Returns a selector, the only thing that the JDK asks a key for when it cancels it, after invalidating
    /// it.
    ///
    /// @return a selector that would keep the key for later, which an invalid key does not need
    @Override
    public final Selector selector() {
        if (isValid()) {
            return owner;
        }
        onCancel();
        owner.cancelled(this);
        return new UnusableSelector();
    }

    // --- Methods of a selector's key

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
