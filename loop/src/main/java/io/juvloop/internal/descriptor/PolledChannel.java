package io.juvloop.internal.descriptor;

import io.juvloop.internal.jdk.JdkChannels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/// A channel whose descriptor the loop itself polls.
///
/// Loop thread only. Lifetime: see [ChannelWatch].
final class PolledChannel extends ChannelWatch {
    private @Nullable PolledDescriptor descriptor;

    PolledChannel(ChannelWatches owner, AbstractSelectableChannel channel) {
        super(owner, channel);
    }

    @Override
    void begin() throws IOException {
        try {
            PolledDescriptor opened = owner().descriptors().open(JdkChannels.descriptor(channel()));
            opened.hold(channel());
            descriptor = opened;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    @Override
    Readiness readiness() {
        PolledDescriptor polled = descriptor;
        if (polled == null) {
            throw new IllegalStateException("the channel is not watched: " + channel());
        }
        return polled;
    }

    @Override
    boolean isArmed(Direction direction) {
        return descriptor != null && descriptor.isArmed(direction);
    }

    /// This order keeps the kernel's set right: the descriptor is removed from it before it can be closed.
    @Override
    void letGo() {
        PolledDescriptor polled = descriptor;
        if (polled != null) {
            if (channel().isOpen()) {
                polled.letGo();
            } else {
                polled.end();
            }
        }
        owner().deregisterKey(this);
        if (!channel().isOpen()) {
            JdkChannels.finishClose(channel());
        }
    }
}
