package io.juvloop.internal.descriptor;

import io.juvloop.Handle;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/// The user's descriptors and channels that one loop watches.
///
/// Loop thread only. Lives as long as the loop; creates its two tables at their first use.
public final class Watches {
    private final LoopCore core;
    private @Nullable PolledDescriptors descriptors;
    private @Nullable ChannelWatches channels;

    /// Creates an empty set of watches.
    public Watches(LoopCore core) {
        this.core = core;
    }

    /// The table of descriptors.
    public PolledDescriptors descriptors() {
        PolledDescriptors made = descriptors;
        if (made == null) {
            made = new PolledDescriptors(core);
            descriptors = made;
        }
        return made;
    }

    /// The table of channels.
    ///
    /// @throws IOException if the selector that this platform needs cannot be opened
    public ChannelWatches channels() throws IOException {
        ChannelWatches made = channels;
        if (made == null) {
            made = new ChannelWatches(core, descriptors());
            channels = made;
        }
        return made;
    }

    /// Runs a callback when a descriptor is ready.
    public Handle add(long descriptor, Direction direction, Runnable callback) {
        return descriptors().add(descriptor, direction, callback);
    }

    /// Runs a callback when a channel is ready.
    public Handle add(SelectableChannel channel, Direction direction, Runnable callback) {
        try {
            return channels().add(channel, direction, callback);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Removes a callback of a descriptor.
    public boolean remove(long descriptor, Direction direction) {
        return descriptors != null && descriptors.remove(descriptor, direction);
    }

    /// Removes a callback of a channel.
    public boolean remove(SelectableChannel channel, Direction direction) {
        return channels != null && channels.remove(channel, direction);
    }
}
