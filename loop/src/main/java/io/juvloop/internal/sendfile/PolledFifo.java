package io.juvloop.internal.sendfile;

import io.juvloop.bindings.Descriptors;
import io.juvloop.bindings.Platform;
import io.juvloop.bindings.UvFailure;
import io.juvloop.internal.core.UvErrorMapping;
import io.juvloop.internal.descriptor.Direction;
import io.juvloop.internal.descriptor.PolledDescriptors;
import io.juvloop.internal.jdk.JdkChannels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalInt;

/// The user's channel of a FIFO or a terminal: the loop waits until there is something to read, and only then the
/// executor reads. The loop polls a duplicate, because the user may close the channel meanwhile.
///
/// If another reader of the same FIFO takes the bytes first, the executor waits after all.
///
/// Thread rule and lifetime: see [WaitingSource].
final class PolledFifo implements WaitingSource {
    private static final long NONE = -1;

    private final PolledDescriptors descriptors;
    private final UninterruptibleWork steps;
    private final FileChannel channel;
    private final long copy;
    private boolean isAlwaysReady;

    private PolledFifo(PolledDescriptors descriptors, UninterruptibleWork steps, FileChannel channel, long copy) {
        this.descriptors = descriptors;
        this.steps = steps;
        this.channel = channel;
        this.copy = copy;
        this.isAlwaysReady = copy == NONE;
    }

    /// @throws IOException if there are too many descriptors
    static PolledFifo of(PolledDescriptors descriptors, UninterruptibleWork steps, FileChannel channel)
            throws IOException {
        OptionalInt number = Platform.current().isWindows() ? OptionalInt.empty() : JdkChannels.fileDescriptor(channel);
        long copy = NONE;
        try {
            copy = number.isPresent() ? Descriptors.duplicate(number.getAsInt()) : NONE;
            return new PolledFifo(descriptors, steps, channel, copy);
        } catch (UvFailure failure) {
            throw UvErrorMapping.toException(failure, channel);
        } catch (Throwable thrown) {
            if (copy != NONE) {
                Descriptors.close(copy);
            }
            throw thrown;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!isAlwaysReady) {
            awaitReadable();
        }
        return steps.run(() -> channel.read(target));
    }

    private void awaitReadable() {
        try {
            descriptors.open(copy).await(Direction.READ);
        } catch (IllegalArgumentException cannotBeWatched) {
            isAlwaysReady = true;
        }
    }

    @Override
    public void close() {
        if (copy != NONE) {
            descriptors.end(copy);
            Descriptors.close(copy);
        }
    }
}
