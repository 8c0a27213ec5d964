package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A `uv_fs_poll_t`: finds changes of a file by comparing its status at intervals.
///
/// Loop thread only. See [uv_fs_poll_t](https://docs.libuv.org/en/v1.x/fs_poll.html).
public final class UvFsPoll extends UvHandle {
    /// Receives changes.
    @FunctionalInterface
    public interface Changes {
        /// The status has changed, or it cannot be read, which is reported once until it can be read again. The
        /// listener notes it; after an error it is called again, once, with the same change.
        ///
        /// @param status 0 or a negative error
        /// @param previous the earlier status, all zero if there was none
        /// @param current the status now, all zero after an error
        void onChange(int status, FileStatus previous, FileStatus current);

        /// Follows [#onChange]: the listener calls those who wait for what it has noted. After an error it is called
        /// again, once, and goes on with what is left.
        default void onNoted() {}
    }

    private final Changes changes;

    /// Makes a watcher, not started.
    ///
    /// @param loop the loop that it belongs to
    /// @param changes the listener
    public UvFsPoll(UvLoop loop, Changes changes) {
        super(loop, HandleType.FS_POLL);
        this.changes = changes;
        initialised("uv_fs_poll_init", uv_h.uv_fs_poll_init(loop.pointer(), pointer()));
    }

    /// Starts to poll, at once. Later answers are compared with the first one.
    ///
    /// @param path as the operating system writes it, without NUL; the file need not exist
    /// @param interval between two polls, in milliseconds, above 0
    /// @throws UvFailure if it cannot be started
    public void start(byte[] path, int interval) {
        ThreadPool.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment callback = MemorySegment.ofAddress(loop.stub(Callback.POLLED));
            MemorySegment text = UvFsEvent.cString(arena, path);
            UvFailure.check("uv_fs_poll_start", uv_h.uv_fs_poll_start(pointer(), callback, text, interval));
        }
    }

    @Override
    public Object owner() {
        return changes;
    }

    /// A change that has not been noted is dispatched again after an error, see [Dispatch].
    void fire(int status, StatusChange change) {
        if (isOpen()) {
            changes.onChange(status, change.previous(), change.current());
        }
        isTaking = true;
        try {
            changes.onNoted();
        } catch (Throwable thrown) {
            changes.onNoted();
            throw thrown;
        }
    }
}
