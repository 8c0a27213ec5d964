package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A `uv_fs_event_t`: receives the operating system's notifications of changes of a file or a directory.
///
/// The operating system decides what it reports and how often: several changes may come as one event. On Linux
/// all watchers of one inode share one watch of the kernel, which libuv keeps until the last of them is closed.
///
/// Loop thread only. See [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public final class UvFsEvent extends UvHandle {
    /// `UV_RENAME`: an entry was created, deleted or renamed.
    public static final int RENAME = 1;

    /// `UV_CHANGE`: contents or attributes have changed.
    public static final int CHANGE = 2;

    private static final int RECURSIVE = 4;

    /// Receives changes.
    @FunctionalInterface
    public interface Changes {
        /// Something changed. The listener notes it; after an error it is called again, once, with the same change.
        ///
        /// @param name of the changed file, relative to the watched one, as the operating system
        ///   writes it (UTF-8 on Windows and macOS); empty if it is not reported
        /// @param events of [#RENAME] and [#CHANGE]
        /// @param status 0 or a negative error, after which nothing more comes
        void onChange(byte[] name, int events, int status);

        /// Follows [#onChange]: the listener calls those who wait for what it has noted. After an error it is called
        /// again, once, and goes on with what is left.
        default void onNoted() {}

        /// Returns the owner, which a warning names if the watcher was left open.
        ///
        /// @return the owner, or null for none
        default @Nullable Object owner() {
            return this;
        }
    }

    private final Changes changes;

    /// Makes a watcher, not started.
    ///
    /// @param loop the loop that it belongs to
    /// @param changes the listener
    public UvFsEvent(UvLoop loop, Changes changes) {
        super(loop, HandleType.FS_EVENT);
        this.changes = changes;
        initialised("uv_fs_event_init", uv_h.uv_fs_event_init(loop.pointer(), pointer()));
    }

    /// Starts to watch, once.
    ///
    /// @param path of an existing file, as the operating system writes it, without NUL
    /// @param recursive whether to watch the directories below as well; libuv ignores it where the operating
    ///   system cannot
    /// @throws UvFailure if it cannot be watched, or is watched already
    public void start(byte[] path, boolean recursive) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment callback = MemorySegment.ofAddress(loop.stub(Callback.CHANGED));
            int flags = recursive ? RECURSIVE : 0;
            UvFailure.check(
                    "uv_fs_event_start", uv_h.uv_fs_event_start(pointer(), callback, cString(arena, path), flags));
        }
    }

    /// The path as C wants it.
    static MemorySegment cString(Arena arena, byte[] path) {
        MemorySegment text = arena.allocate(path.length + 1L);
        MemorySegment.copy(path, 0, text, ValueLayout.JAVA_BYTE, 0, path.length);
        return text;
    }

    @Override
    public @Nullable Object owner() {
        return changes.owner();
    }

    /// A change that has not been noted is dispatched again after an error, see [Dispatch].
    void fire(byte[] name, int events, int status) {
        if (isOpen()) {
            changes.onChange(name, events, status);
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
