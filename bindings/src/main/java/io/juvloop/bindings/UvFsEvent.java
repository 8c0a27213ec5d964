package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;

/// A `uv_fs_event_t`: told by the operating system of changes of a file or a directory.
///
/// Loop thread only. See [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public final class UvFsEvent extends UvHandle {
    /// Told of changes.
    @FunctionalInterface
    public interface Changes {
        /// Something changed.
        ///
        /// @param name address of the file's name as a C string, relative to what is watched, or 0
        /// @param events of `UV_RENAME` (1) and `UV_CHANGE` (2)
        /// @param status 0 or a negative error
        void onChange(long name, int events, int status);
    }

    private final Changes changes;

    /// Makes a watcher, not started.
    ///
    /// @param loop to live in
    /// @param changes told what happens
    public UvFsEvent(UvLoop loop, Changes changes) {
        super(loop, HandleType.FS_EVENT);
        this.changes = changes;
        initialised("uv_fs_event_init", uv_h.uv_fs_event_init(loop.pointer(), pointer()));
    }

    @Override
    public Object owner() {
        return changes;
    }

    void fire(long name, int events, int status) {
        if (isOpen()) {
            changes.onChange(name, events, status);
        }
    }
}
