package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// `uv_metrics_t`, and the counts of the loop's own poller.
///
/// Any thread. Immutable. See [uv_metrics_t](https://docs.libuv.org/en/v1.x/metrics.html).
///
/// @param iterations of the loop; those in which both waited count twice
/// @param events that were handled
/// @param eventsWaiting that were ready already when libuv polled
public record LoopCounts(long iterations, long events, long eventsWaiting) {
    static LoopCounts of(UvLoop loop) {
        OptionalFunction.METRICS_INFO.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment metrics = arena.allocate(HostAbi.METRICS_SIZE, 8);
            UvFailure.check("uv_metrics_info", uv_h.uv_metrics_info(loop.pointer(), metrics));
            long at = metrics.address();
            return new LoopCounts(
                    Memory.getLong(at + HostAbi.METRICS_LOOP_COUNT)
                            + loop.driver().polls(),
                    Memory.getLong(at + HostAbi.METRICS_EVENTS) + loop.driver().polledEvents(),
                    Memory.getLong(at + HostAbi.METRICS_EVENTS_WAITING));
        }
    }
}
