package io.juvloop.internal;

import io.juvloop.bindings.UvFailure;
import java.io.IOException;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/// A channel that the loop itself watches, by its descriptor.
///
/// Loop thread only. Lifetime: see [ChannelWatch].
final class PolledChannel extends ChannelWatch {
    private final Runnable onReadable = this::readable;
    private final Runnable onWritable = this::writable;
    private @Nullable FdWatch watch;

    PolledChannel(ChannelWatches owner, AbstractSelectableChannel channel) {
        super(owner, channel);
    }

    @Override
    void begin() throws IOException {
        try {
            watch = new FdWatch(owner().loop(), JdkChannels.descriptor(channel()));
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, channel());
        }
    }

    @Override
    void arm(int operation) {
        FdWatch armed = watch;
        if (armed != null) {
            armed.listen(direction(operation), isReading(operation) ? onReadable : onWritable);
        }
    }

    @Override
    boolean isArmed(int operation) {
        FdWatch armed = watch;
        return armed != null && (armed.armed() & direction(operation)) != 0;
    }

    @Override
    void disarm(int operation) {
        FdWatch armed = watch;
        if (armed != null) {
            armed.forget(direction(operation));
        }
    }

    private static int direction(int operation) {
        return isReading(operation) ? FdWatch.READ : FdWatch.WRITE;
    }

    private void readable() {
        disarm(OP_READ);
        wakeReader();
    }

    private void writable() {
        disarm(OP_WRITE);
        wakeWriter();
    }

    /// The order is what keeps the kernel's set right: the descriptor is out of it before it can be closed.
    @Override
    void letGo() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        owner().deregisterKey(this);
        if (!channel().isOpen()) {
            JdkChannels.finishClose(channel());
        }
    }
}
