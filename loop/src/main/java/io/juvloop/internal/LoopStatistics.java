package io.juvloop.internal;

import io.juvloop.LoopStats;
import io.juvloop.bindings.Counters;
import io.juvloop.bindings.HandleType;
import io.juvloop.bindings.RequestType;
import io.juvloop.bindings.UvLoop;
import io.juvloop.internal.core.LoopCore;
import io.juvloop.internal.task.Tasks;
import io.juvloop.internal.tls.TlsLoop;
import java.util.Map;
import java.util.TreeMap;

/// Collects a loop's statistics from its parts.
///
/// Any thread, by racy reads.
final class LoopStatistics {
    private LoopStatistics() {}

    static LoopStats of(LoopCore core, Tasks tasks, TlsLoop tls) {
        UvLoop uv = core.uv();
        Counters counters = uv.counters();
        Map<String, LoopStats.Count> handles = new TreeMap<>();
        for (HandleType type : HandleType.values()) {
            handles.put(type.name(), new LoopStats.Count(counters.created(type), counters.closed(type)));
        }
        Map<String, LoopStats.Count> requests = new TreeMap<>();
        for (RequestType type : RequestType.values()) {
            requests.put(type.name(), new LoopStats.Count(counters.started(type), counters.ended(type)));
        }
        return new LoopStats(
                Map.copyOf(handles),
                Map.copyOf(requests),
                uv.bytesInUse() + core.writeRequests().chunks().bytesInUse(),
                uv.bytesReserved() + core.writeRequests().chunks().bytesReserved(),
                UvLoop.upcallStubs(),
                core.ready().waiting() - core.timers().due() + core.posts().waiting(),
                core.timers().waiting(),
                tasks.unfinished(),
                core.ready().batches(),
                core.run().iterations(),
                core.runner().callbacks(),
                core.runner().steps(),
                tasks.made(),
                core.connections().opened(),
                core.connections().accepted(),
                core.connections().lost(),
                counters.received(),
                counters.sent(),
                new LoopStats.Tls(
                        new LoopStats.Count(tls.enginesMade(), tls.enginesFreed()),
                        tls.handshakes(),
                        tls.resumed(),
                        tls.failedHandshakes()));
    }
}
