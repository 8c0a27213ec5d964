package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A `uv_fs_poll_t`: finds changes of a file by asking for its state again and again.
///
/// Loop thread only. See [uv_fs_poll_t](https://docs.libuv.org/en/v1.x/fs_poll.html).
public final class UvFsPoll extends UvHandle {
    /// Hears of changes.
    @FunctionalInterface
    public interface Changes {
        /// The state differs from what it was; or it could not be had, which comes once until it can be.
        ///
        /// @param status 0 or a negative error
        /// @param previous the state before, all zero if there was none
        /// @param current the state now, all zero after an error
        void onChange(int status, FileStatus previous, FileStatus current);
    }

    /// The two states of one event, copied while libuv has them.
    record Change(FileStatus previous, FileStatus current) {
        static Change of(long previous, long current) {
            return new Change(FileStatus.of(previous), FileStatus.of(current));
        }
    }

    private final Changes changes;

    /// Makes a watcher, not started.
    ///
    /// @param loop to live in
    /// @param changes hears what happens
    public UvFsPoll(UvLoop loop, Changes changes) {
        super(loop, HandleType.FS_POLL);
        this.changes = changes;
        initialised("uv_fs_poll_init", uv_h.uv_fs_poll_init(loop.pointer(), pointer()));
    }

    /// Begins to ask, at once. Its first answer is what the later ones are compared with.
    ///
    /// @param path as the operating system writes it, without NUL; nothing needs to be there
    /// @param interval milliseconds between two questions, above 0
    /// @throws UvFailure if it cannot be begun
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

    void fire(int status, Change change) {
        if (isOpen()) {
            changes.onChange(status, change.previous(), change.current());
        }
    }
}
