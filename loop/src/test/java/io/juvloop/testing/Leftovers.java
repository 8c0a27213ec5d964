package io.juvloop.testing;

import io.juvloop.EventLoop;
import io.juvloop.LoopStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The resources that a loop holds beyond those of a fresh one.
final class Leftovers {
    private static final int KINDS_OF_CALLBACK = kindsOfCallback();

    private final EventLoop loop;
    private final LoopStats fresh;
    private final Duration timeToSettle;

    Leftovers(EventLoop loop, LoopStats fresh, Duration timeToSettle) {
        this.loop = loop;
        this.fresh = fresh;
        this.timeToSettle = timeToSettle;
    }

    /// The number of kinds; each is a constant of an enum that the module does not export.
    private static int kindsOfCallback() {
        try {
            return Class.forName("io.juvloop.bindings.Callback").getEnumConstants().length;
        } catch (ClassNotFoundException moved) {
            throw new LinkageError("where are the upcall stubs?", moved);
        }
    }

    /// Runs the loop until nothing is left, or the rest no longer shrinks.
    List<String> afterSettling(boolean mayLeaveCallbacks) {
        if (mayLeaveCallbacks) {
            // they must not run, so this loop cannot be given time
            return beyondFresh(true);
        }
        boolean settled =
                Await.within(timeToSettle, loop, () -> beyondFresh(false).isEmpty());
        return settled ? List.of() : beyondFresh(false);
    }

    private List<String> beyondFresh(boolean mayLeaveCallbacks) {
        LoopStats now = loop.stats();
        List<String> found = new ArrayList<>();
        differences(found, "handle", live(fresh.handles()), live(now.handles()));
        differences(found, "request", live(fresh.requests()), live(now.requests()));
        if (now.nativeBytesInUse() != fresh.nativeBytesInUse()) {
            found.add("native bytes in use: " + (now.nativeBytesInUse() - fresh.nativeBytesInUse()));
        }
        if (now.readyCallbacks() > 0 && !mayLeaveCallbacks) {
            found.add("callbacks waiting: " + now.readyCallbacks());
        }
        if (now.pendingTimers() > 0 && !mayLeaveCallbacks) {
            found.add("timers waiting: " + now.pendingTimers());
        }
        if (now.tasks() > 0) {
            found.add("tasks not done: " + now.tasks());
        }
        long engines = now.tls().engines().live();
        if (engines > 0) {
            found.add("TLS engines alive: " + engines);
        }
        return found;
    }

    /// In a closed loop every resource that was created must be gone.
    static List<String> afterClose(LoopStats closed) {
        List<String> found = new ArrayList<>();
        differences(found, "closed loop's handle", Map.of(), live(closed.handles()));
        differences(found, "closed loop's request", Map.of(), live(closed.requests()));
        if (closed.readyCallbacks() + closed.pendingTimers() > 0) {
            found.add("callbacks or timers in a closed loop: " + closed);
        }
        if (closed.tasks() > 0) {
            found.add("tasks of a closed loop: " + closed.tasks());
        }
        if (closed.tls().engines().live() > 0) {
            found.add("TLS engines of a closed loop: " + closed.tls());
        }
        if (closed.upcallStubs() > KINDS_OF_CALLBACK) {
            found.add(closed.upcallStubs() + " upcall stubs for " + KINDS_OF_CALLBACK + " kinds of callback");
        }
        return found;
    }

    private static Map<String, Long> live(Map<String, LoopStats.Count> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().live()));
    }

    private static void differences(List<String> found, String what, Map<String, Long> before, Map<String, Long> now) {
        now.forEach((type, live) -> {
            long extra = live - before.getOrDefault(type, 0L);
            if (extra != 0) {
                found.add(what + " " + type + " alive: " + extra);
            }
        });
    }
}
