package io.juvloop.internal.pipe;

import io.juvloop.PipePair;
import io.juvloop.bindings.Descriptors;
import java.util.concurrent.atomic.AtomicLong;

/// Two descriptors, each given away at most once.
///
/// Any thread.
final class OpenPipePair implements PipePair {
    private static final long GONE = -1;

    private final AtomicLong readEnd;
    private final AtomicLong writeEnd;

    OpenPipePair(long[] ends) {
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
        return present(readEnd.getAndSet(GONE));
    }

    @Override
    public long takeWriteEnd() {
        return present(writeEnd.getAndSet(GONE));
    }

    @Override
    public void close() {
        close(readEnd.getAndSet(GONE));
        close(writeEnd.getAndSet(GONE));
    }

    private static void close(long descriptor) {
        if (descriptor != GONE) {
            Descriptors.close(descriptor);
        }
    }

    @Override
    public String toString() {
        return "pipe from " + writeEnd + " to " + readEnd;
    }
}
