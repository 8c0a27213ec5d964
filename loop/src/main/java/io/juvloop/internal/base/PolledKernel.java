package io.juvloop.internal.base;

import io.juvloop.EventLoop;
import io.juvloop.internal.core.LoopKernel;
import io.juvloop.spi.Poller;

/// The kernel of a loop on a [Poller]. It has no data path of its own.
///
/// Thread rule and lifetime: see [LoopKernel].
final class PolledKernel extends LoopKernel {
    PolledKernel(EventLoop loop, Poller poller) {
        super(loop, new PolledEvents(poller));
    }

    @Override
    protected void flush() {}
}
