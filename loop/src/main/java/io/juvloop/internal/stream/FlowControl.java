package io.juvloop.internal.stream;

import io.juvloop.WriteBufferLimits;

/// When one write side has its protocol pause and go on: above the high mark and at or below the low one, by turns.
///
/// Loop thread only. What is told may change everything that is asked here, so it is told last. See
/// [flow control
/// callbacks](https://docs.python.org/3.13/library/asyncio-protocol.html#asyncio.BaseProtocol.pause_writing).
public abstract class FlowControl {
    private long low = WriteBufferLimits.DEFAULT.low();
    private long high = WriteBufferLimits.DEFAULT.high();
    private boolean paused;

    /// Bytes that the kernel has not taken.
    protected abstract long bytes();

    /// Offers the kernel what it has not been offered yet, before a protocol is paused for it.
    protected abstract void flush();

    /// Whether nobody is to be paused any more.
    protected abstract boolean isEnding();

    /// Has the protocol pause.
    protected abstract void tellPaused();

    /// Has the protocol go on.
    protected abstract void tellResumed();

    final boolean isPaused() {
        return paused;
    }

    public final WriteBufferLimits limits() {
        return new WriteBufferLimits(low, high);
    }

    public final void limits(WriteBufferLimits limits) {
        low = limits.low();
        high = limits.high();
        checkHighWater();
        checkLowWater();
    }

    /// More waits than before.
    protected final void checkHighWater() {
        if (isAboveHigh()) {
            flush();
            if (isAboveHigh() && !isEnding()) {
                paused = true;
                tellPaused();
            }
        }
    }

    private boolean isAboveHigh() {
        return !paused && bytes() > high;
    }

    /// Less waits than before.
    protected final void checkLowWater() {
        if (paused && bytes() <= low) {
            paused = false;
            tellResumed();
        }
    }
}
