package io.juvloop.internal.phase;

import io.juvloop.internal.UvEventLoop;

/// Whether anything is left that could happen on a loop.
///
/// libuv knows of its handles and requests, but not of our timers, tasks and posts, and the handle by which
/// other threads wake the loop would keep it alive for ever. So that handle stands for what libuv does not
/// know: it has a reference as long as there is any.
///
/// Loop thread only. See [uv_loop_alive](https://docs.libuv.org/en/v1.x/loop.html#c.uv_loop_alive).
final class Liveness {
    private final UvEventLoop loop;

    Liveness(UvEventLoop loop) {
        this.loop = loop;
    }

    private boolean isBusyBeyondLibuv() {
        return loop.turns().waiting() > 0
                || loop.posts().waiting() > 0
                || loop.timers().referenced() > 0
                || loop.tasks().unfinished() > 0
                || loop.executors().working() > 0;
    }

    void tellLibuv() {
        loop.posts().keepAlive(isBusyBeyondLibuv());
    }

    void keepAlive() {
        loop.posts().keepAlive(true);
    }

    boolean isAlive() {
        boolean before = loop.posts().isKeepingAlive();
        tellLibuv();
        try {
            return loop.uv().isAlive();
        } finally {
            loop.posts().keepAlive(before);
        }
    }
}
