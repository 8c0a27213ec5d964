package io.juvloop.internal.descriptor;

import io.juvloop.Handle;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/// Everything of the user's that one loop watches: descriptors by number, and channels.
///
/// Loop thread only. Lives as long as the loop; a program that watches nothing has neither table.
public final class Watches {
    private final LoopCore core;
    private @Nullable PolledDescriptors descriptors;
    private @Nullable ChannelWatches channels;

    /// Watches nothing yet.
    public Watches(LoopCore core) {
        this.core = core;
    }

    /// The descriptors.
    public PolledDescriptors descriptors() {
        PolledDescriptors made = descriptors;
        if (made == null) {
            made = new PolledDescriptors(core);
            descriptors = made;
        }
        return made;
    }

    /// The channels.
    ///
    /// @throws IOException if the selector that they need here cannot be made
    public ChannelWatches channels() throws IOException {
        ChannelWatches made = channels;
        if (made == null) {
            made = new ChannelWatches(core, descriptors());
            channels = made;
        }
        return made;
    }

    /// Has a callback told when a descriptor is ready.
    public Handle add(long descriptor, Direction direction, Runnable callback) {
        return descriptors().add(descriptor, direction, callback);
    }

    /// Has a callback told when a channel is ready.
    public Handle add(SelectableChannel channel, Direction direction, Runnable callback) {
        try {
            return channels().add(channel, direction, callback);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Has no callback told of a descriptor any more.
    public boolean remove(long descriptor, Direction direction) {
        return descriptors != null && descriptors.remove(descriptor, direction);
    }

    /// Has no callback told of a channel any more.
    public boolean remove(SelectableChannel channel, Direction direction) {
        return channels != null && channels.remove(channel, direction);
    }
}
