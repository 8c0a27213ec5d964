package io.juvloop.internal.tty;

import io.juvloop.Signal;
import io.juvloop.bindings.UvSignal;
import io.juvloop.internal.core.LoopCore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches for resized windows, for the terminals of one loop that have a listener. The signal reports neither
/// the window nor its size, so each terminal checks its own. A handler of the user's for the same signal is
/// independent of this.
///
/// Loop thread only. The signal is watched only while a terminal has a listener.
public final class WindowWatch {
    private final LoopCore core;
    private final Set<UvTerminal> terminals = new LinkedHashSet<>();
    private @Nullable UvSignal watcher;
    private boolean queued;

    /// Creates a watch without terminals.
    ///
    /// @param core the core of the terminals' loop
    public WindowWatch(LoopCore core) {
        this.core = core;
    }

    void add(UvTerminal terminal) {
        if (watcher == null) {
            watcher = UvSignal.started(core.uv(), Signal.WINCH.number(), this::signalled);
        }
        terminals.add(terminal);
    }

    void remove(UvTerminal terminal) {
        terminals.remove(terminal);
        UvSignal idle = watcher;
        if (terminals.isEmpty() && idle != null) {
            idle.close();
            watcher = null;
        }
    }

    private void signalled() {
        if (!queued) {
            core.callInternally(this::check);
            queued = true; // last: after an error it comes here again
        }
    }

    private void check() {
        queued = false;
        List.copyOf(terminals).forEach(UvTerminal::mayHaveResized);
    }
}
