package io.juvloop.internal.descriptor;

import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/// A channel that a [SelectorThread] watches; it has a key of the JDK's besides this one.
///
/// The JDK closes the descriptor of a closed channel when its selector drops the last key. So this key, which
/// was registered first and is cancelled first, is removed at once, and the selector is woken to drop the
/// other.
///
/// Loop thread only, except [#onCancel] and [#selected]. Lifetime: see [ChannelWatch].
final class SelectedChannel extends ChannelWatch {
    private final SelectorThread thread;
    private final Selected selected;
    private volatile @Nullable SelectionKey key;

    SelectedChannel(ChannelWatches owner, AbstractSelectableChannel channel, SelectorThread thread) {
        super(owner, channel);
        this.thread = thread;
        this.selected = new Selected(owner.core());
    }

    @Override
    void begin() throws IOException {
        key = thread.register(this);
    }

    @Override
    Readiness readiness() {
        return selected;
    }

    @Override
    boolean isArmed(Direction direction) {
        return false;
    }

    /// The selector reports each event once, so a callback has to be armed again after each event.
    private final class Selected extends Readiness {
        Selected(LoopCore core) {
            super(core);
        }

        @Override
        void arm(Direction direction) {
            SelectionKey armed = key;
            if (armed != null) {
                try {
                    armed.interestOpsOr(operation(direction));
                    thread.wakeUp();
                } catch (CancelledKeyException closing) {
                    // the thread that closes the channel has asked the loop to wake the task
                    owner().cancelled(SelectedChannel.this);
                }
            }
        }

        /// Costs the selector's thread at most one wasted event.
        @Override
        void disarm(Direction direction) {}

        @Override
        void stop(Direction direction) {
            SelectionKey armed = key;
            if (armed != null && armed.isValid()) {
                try {
                    armed.interestOpsAnd(~direction.operations());
                } catch (CancelledKeyException closing) {
                    // then it has no listener any more
                    owner().cancelled(SelectedChannel.this);
                }
            }
        }

        void signal(Direction direction) {
            ready(direction);
            if (hasCallback(direction)) {
                arm(direction);
            }
        }

        @Override
        public String toString() {
            return channel().toString();
        }
    }

    private int operation(Direction direction) {
        if (direction == Direction.READ) {
            return channel().validOps() & direction.operations();
        }
        boolean connects = channel() instanceof SocketChannel socket && socket.isConnectionPending();
        return connects ? OP_CONNECT : OP_WRITE;
    }

    /// The selector reports, once, the operations that the channel is ready for. Any thread.
    void selected(int operations) {
        owner().core().runOnLoop(() -> {
            for (Direction direction : Direction.values()) {
                if ((operations & direction.operations()) != 0) {
                    selected.signal(direction);
                }
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
