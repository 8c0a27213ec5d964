package io.juvloop.internal;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/// A channel that a [SelectorThread] watches: it has a key of the JDK's own beside this one.
///
/// The JDK closes the descriptor of a closed channel when its selector drops the last key. So this key, which was
/// registered first and is cancelled first, leaves at once, and the selector is woken to drop the other.
///
/// Loop thread only, except [#onCancel] and [#selected]. Lifetime: see [ChannelWatch].
final class SelectedChannel extends ChannelWatch {
    private final SelectorThread thread;
    private volatile @Nullable SelectionKey key;

    SelectedChannel(ChannelWatches owner, AbstractSelectableChannel channel, SelectorThread thread) {
        super(owner, channel);
        this.thread = thread;
    }

    @Override
    void begin() throws IOException {
        key = thread.register(this);
    }

    @Override
    void arm(int operation) {
        SelectionKey armed = key;
        if (armed != null) {
            try {
                armed.interestOpsOr(operation);
                thread.wakeUp();
            } catch (CancelledKeyException closing) {
                // who closes the channel has asked the loop to wake the task
                owner().cancelled(this);
            }
        }
    }

    @Override
    boolean isArmed(int operation) {
        return false;
    }

    /// Costs the selector's thread one event for nothing at the most.
    @Override
    void disarm(int operation) {}

    /// The selector says what the channel is ready for, once. Any thread.
    void selected(int operations) {
        owner().loop().runOnLoop(() -> {
            if ((operations & (OP_READ | OP_ACCEPT)) != 0) {
                wakeReader();
            }
            if ((operations & (OP_WRITE | OP_CONNECT)) != 0) {
                wakeWriter();
            }
        });
    }

    @Override
    void onCancel() {
        letGo();
    }

    @Override
    void letGo() {
        owner().deregisterKey(this);
        SelectionKey registered = key;
        if (registered != null) {
            registered.cancel();
            thread.wakeUp();
        }
    }
}
