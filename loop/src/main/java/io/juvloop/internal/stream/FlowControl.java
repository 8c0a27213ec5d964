package io.juvloop.internal.stream;

import io.juvloop.WriteBufferLimits;

/// Pauses the protocol of one write side when its buffer is above the high-water mark, and resumes it when the
/// buffer is at or below the low-water mark.
///
/// Loop thread only. A part of a write side; lives as long as the write side. A callee may change all the state
/// read here, so it is called last. See
/// [pause_writing](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseProtocol.pause_writing).
public final class FlowControl {
    /// The write side that is controlled.
    public interface Writing {
        /// The transport whose protocol is called.
        Pausing transport();

        /// The number of bytes that the kernel has not taken.
        long bytes();

        /// Offers the kernel the bytes that it has not seen yet, before the protocol is paused because of them.
        void flush();
    }

    /// The transport whose protocol is called.
    public interface Pausing {
        /// Whether the protocol must not be paused any more.
        boolean isEnding();

        /// Calls the protocol's `pauseWriting`.
        void pauseProtocol();

        /// Calls the protocol's `resumeWriting`.
        void resumeProtocol();
    }

    private final Writing writing;
    private WriteBufferLimits limits = WriteBufferLimits.DEFAULT;
    private boolean paused;

    public FlowControl(Writing writing) {
        this.writing = writing;
    }

    public boolean isPaused() {
        return paused;
    }

    public WriteBufferLimits limits() {
        return limits;
    }

    public void setLimits(WriteBufferLimits newLimits) {
        limits = newLimits;
        checkHighWater();
        checkLowWater();
    }

    /// Pauses the protocol if the buffer has grown above the high-water mark.
    public void checkHighWater() {
        if (isAboveHigh()) {
            writing.flush();
            if (isAboveHigh() && !writing.transport().isEnding()) {
                pause();
            }
        }
    }

    /// Whether the protocol is to be paused, unless the kernel takes more.
    boolean isAboveHigh() {
        return !paused && writing.bytes() > limits.high();
    }

    /// An error before the protocol has returned leaves it as it was, so that the next check calls it again.
    private void pause() {
        boolean done = false;
        paused = true; // before the call, which may write
        try {
            writing.transport().pauseProtocol();
            done = true;
        } finally {
            if (!done) {
                paused = false;
            }
        }
    }

    /// Resumes the protocol if the buffer has shrunk to the low-water mark.
    public void checkLowWater() {
        if (paused && writing.bytes() <= limits.low()) {
            resume();
        }
    }

    private void resume() {
        boolean done = false;
        paused = false;
        try {
            writing.transport().resumeProtocol();
            done = true;
        } finally {
            if (!done) {
                paused = true;
            }
        }
    }
}
