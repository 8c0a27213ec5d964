package io.juvloop.postgres.internal.pool;

import io.juvloop.EventLoop;
import io.juvloop.LoopFuture;
import io.juvloop.Task;
import io.juvloop.TaskOptions;
import io.juvloop.postgres.ConnectionHook;
import io.juvloop.postgres.internal.session.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The time for which a hook has a connection: while it runs.
///
/// Loop thread only. Lifetime: as long as the task of the hook.
final class HookLease implements Lease {
    private boolean ended;

    /// Runs a hook in a task.
    ///
    /// @param name of the task
    /// @return done when the hook is
    static Task<@Nullable Void> run(EventLoop loop, String name, ConnectionHook hook, Member member) {
        HookLease lease = new HookLease();
        return loop.createTask(
                () -> {
                    try {
                        hook.run(member.view(lease));
                    } finally {
                        lease.ended = true;
                    }
                    return null;
                },
                TaskOptions.named(name));
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public LoopFuture<@Nullable Void> releaseAsync(Duration limit) {
        return releaseAsync();
    }

    @Override
    public LoopFuture<@Nullable Void> releaseAsync() {
        throw new IllegalStateException("a hook has the connection only for a time, and must not close it");
    }
}
