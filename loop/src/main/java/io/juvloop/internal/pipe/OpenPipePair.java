package io.juvloop.internal.pipe;

import io.juvloop.bindings.Descriptors;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.descriptor.PolledDescriptors;
import io.juvloop.ipc.PipePair;
import java.util.concurrent.atomic.AtomicLong;

/// Two descriptors, each of which can be released once. The loop stops watching a descriptor before it is
/// closed or released, because another file may get its number at once.
///
/// Any thread.
final class OpenPipePair implements PipePair {
    private static final long GONE = -1;

    private final LoopCore core;
    private final PolledDescriptors watched;
    private final AtomicLong readEnd;
    private final AtomicLong writeEnd;

    OpenPipePair(LoopCore core, PolledDescriptors watched, long[] ends) {
        this.core = core;
        this.watched = watched;
        readEnd = new AtomicLong(ends[0]);
        writeEnd = new AtomicLong(ends[1]);
    }

    private static long present(long descriptor) {
        if (descriptor == GONE) {
            throw new IllegalStateException("this end of the pipe was taken or closed");
        }
        return descriptor;
    }

    @Override
    public long readEnd() {
        return present(readEnd.get());
    }

    @Override
    public long writeEnd() {
        return present(writeEnd.get());
    }

    @Override
    public long takeReadEnd() {
        return unwatched(present(readEnd.getAndSet(GONE)));
    }

    @Override
    public long takeWriteEnd() {
        return unwatched(present(writeEnd.getAndSet(GONE)));
    }

    private long unwatched(long taken) {
        if (watched.isPolled(taken)) {
            core.runOnLoop(() -> watched.end(taken));
        }
        return taken;
    }

    @Override
    public void close() {
        close(readEnd.getAndSet(GONE));
        close(writeEnd.getAndSet(GONE));
    }

    private void close(long descriptor) {
        if (descriptor == GONE) {
            return;
        }
        if (watched.isPolled(descriptor)) {
            core.runOnLoop(() -> {
                watched.end(descriptor);
                Descriptors.close(descriptor);
            });
        } else {
            Descriptors.close(descriptor);
        }
    }

    @Override
    public String toString() {
        return "pipe from " + writeEnd + " to " + readEnd;
    }
}
