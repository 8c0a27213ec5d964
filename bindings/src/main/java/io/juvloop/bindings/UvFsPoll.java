package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// A `uv_fs_poll_t`: finds changes of a file by asking for its state again and again.
///
/// Loop thread only. See [uv_fs_poll_t](https://docs.libuv.org/en/v1.x/fs_poll.html).
public final class UvFsPoll extends UvHandle {
    /// Told of changes.
    @FunctionalInterface
    public interface Changes {
        /// The state differs from what it was.
        ///
        /// @param status 0 or a negative error
        /// @param previous address of the `uv_stat_t` before
        /// @param current address of the `uv_stat_t` now
        void onChange(int status, long previous, long current);
    }

    private final Changes changes;

    /// Makes a watcher, not started.
    ///
    /// @param loop to live in
    /// @param changes told what happens
    public UvFsPoll(UvLoop loop, Changes changes) {
        super(loop, HandleType.FS_POLL);
        this.changes = changes;
        initialised("uv_fs_poll_init", uv_h.uv_fs_poll_init(loop.pointer(), pointer()));
    }

    @Override
    public Object owner() {
        return changes;
    }

    void fire(int status, long previous, long current) {
        if (isOpen()) {
            changes.onChange(status, previous, current);
        }
    }
}
