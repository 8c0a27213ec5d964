package io.juvloop.internal.stream;

import io.juvloop.WriteBufferLimits;

/// When one write side has its protocol pause and go on: above the high mark and at or below the low one, by turns.
///
/// Loop thread only. A part of a write side, and lives as it does. What it calls may change everything that it asks,
/// so it calls last. See [flow control
/// callbacks](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseProtocol.pause_writing).
public final class FlowControl {
    /// The write side that is controlled.
    public interface Writing {
        /// Bytes that the kernel has not taken.
        long bytes();

        /// Offers the kernel what it has not been offered yet, before a protocol is paused for it.
        void flush();
    }

    /// The transport whose protocol is called.
    public interface Pausing {
        /// Whether nobody is to be paused any more.
        boolean isEnding();

        /// Calls the protocol's `pauseWriting`.
        void pauseProtocol();

        /// Calls the protocol's `resumeWriting`.
        void resumeProtocol();
    }

    private final Writing writing;
    private final Pausing transport;
    private WriteBufferLimits limits = WriteBufferLimits.DEFAULT;
    private boolean paused;

    public FlowControl(Writing writing, Pausing transport) {
        this.writing = writing;
        this.transport = transport;
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

    /// More waits than before.
    public void checkHighWater() {
        if (isAboveHigh()) {
            writing.flush();
            if (isAboveHigh() && !transport.isEnding()) {
                paused = true;
                transport.pauseProtocol();
            }
        }
    }

    private boolean isAboveHigh() {
        return !paused && writing.bytes() > limits.high();
    }

    /// Less waits than before.
    public void checkLowWater() {
        if (paused && writing.bytes() <= limits.low()) {
            paused = false;
            transport.resumeProtocol();
        }
    }
}
