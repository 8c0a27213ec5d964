package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A `uv_fs_event_t`: hears from the operating system of changes of a file or a directory.
///
/// What it reports, and how often, is the operating system's: several changes may come as one event. On Linux all
/// watchers of one inode share one watch of the kernel, which libuv keeps until the last of them is closed.
///
/// Loop thread only. See [uv_fs_event_t](https://docs.libuv.org/en/v1.x/fs_event.html).
public final class UvFsEvent extends UvHandle {
    /// `UV_RENAME`: something was made, deleted or renamed.
    public static final int RENAME = 1;

    /// `UV_CHANGE`: contents or attributes are not what they were.
    public static final int CHANGE = 2;

    private static final int RECURSIVE = 4;

    /// Hears of changes.
    @FunctionalInterface
    public interface Changes {
        /// Something changed.
        ///
        /// @param name of what changed, relative to what is watched, as the operating system writes it
        ///   (UTF-8 on Windows and macOS); empty if it does not tell
        /// @param events of [#RENAME] and [#CHANGE]
        /// @param status 0 or a negative error, after which nothing more comes
        void onChange(byte[] name, int events, int status);

        /// Whom a warning names that the watcher was left open.
        ///
        /// @return the owner, or null for none
        default @Nullable Object owner() {
            return this;
        }
    }

    private final Changes changes;

    /// Makes a watcher, not started.
    ///
    /// @param loop to live in
    /// @param changes hears what happens
    public UvFsEvent(UvLoop loop, Changes changes) {
        super(loop, HandleType.FS_EVENT);
        this.changes = changes;
        initialised("uv_fs_event_init", uv_h.uv_fs_event_init(loop.pointer(), pointer()));
    }

    /// Begins to watch, once.
    ///
    /// @param path of what is there, as the operating system writes it, without NUL
    /// @param recursive whether to hear of what is below the directory as well; where the operating system
    ///   cannot, libuv takes no notice of it
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

    void fire(byte[] name, int events, int status) {
        if (isOpen()) {
            changes.onChange(name, events, status);
        }
    }
}
