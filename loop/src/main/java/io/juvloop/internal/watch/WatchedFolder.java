package io.juvloop.internal.watch;

import io.juvloop.bindings.FileNames;
import io.juvloop.files.DirectoryEntry;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder of a [TreeWatch], with its subfolders.
///
/// A new folder is watched at once and then listed by the pool: so files created in it before are reported as
/// well, and files created in between are reported twice.
///
/// It is passed to libuv with a dot at the end, `folder/.`: events of the folder itself are reported under that
/// last name, which no other file can have.
///
/// Loop thread only. Lives until it is deleted, or its watch is closed.
final class WatchedFolder implements EventSource.Sink {
    private final TreeWatch tree;
    private final Path name;
    private final Map<Path, WatchedFolder> below = new HashMap<>();
    private @Nullable EventSource source;

    /// @param name relative to the topmost folder
    WatchedFolder(TreeWatch tree, Path name) {
        this.tree = tree;
        this.name = name;
    }

    EventSource source() {
        return Objects.requireNonNull(source);
    }

    /// Starts watching, or restarts it because another folder may have the name now. The old watcher is closed
    /// last: for the same folder, both share one watch of the kernel's, and no event is lost.
    ///
    /// @throws IOException if it cannot be watched
    void watch() throws IOException {
        EventSource old = source;
        Path folder = tree.path().resolve(name);
        source = new EventSource(tree.core, folder, FileNames.toBytes(folder.resolve(EventSource.ITSELF)), false, this);
        if (old != null) {
            old.handle().close();
        }
    }

    /// Adds a subfolder and starts watching it.
    ///
    /// @return null if it was deleted or is not readable
    @Nullable
    WatchedFolder add(Path child) throws IOException {
        WatchedFolder folder = below.computeIfAbsent(child, key -> new WatchedFolder(tree, name.resolve(key)));
        try {
            folder.watch();
            return folder;
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException leftOut) {
            drop(child);
            return null;
        }
    }

    private void drop(Path child) {
        WatchedFolder folder = below.remove(child);
        if (folder != null) {
            folder.close();
        }
    }

    void close() {
        if (source != null) {
            source.handle().close();
        }
        below.values().forEach(WatchedFolder::close);
        below.clear();
    }

    private boolean isOpen() {
        return source().handle().isOpen();
    }

    @Override
    public void happened(Kind kind, @Nullable Path child) {
        if (EventSource.ITSELF.equals(child)) {
            tree.happenedToFolder(this, kind);
            return;
        }
        if (kind == Kind.RENAME && child != null) {
            readEntry(child);
        }
        tree.happened(kind, child == null ? null : name.resolve(child));
    }

    /// A name was added or removed, or may have been.
    private void readEntry(Path child) {
        if (!isOpen()) {
            return;
        }
        if (!Files.isDirectory(tree.path().resolve(name).resolve(child), LinkOption.NOFOLLOW_LINKS)) {
            drop(child);
            return;
        }
        try {
            WatchedFolder added = add(child);
            if (added != null) {
                added.list();
            }
        } catch (IOException failure) {
            tree.failed(failure);
        }
    }

    private void list() {
        EventSource asked = source();
        Set<Path> before = new HashSet<>(below.keySet());
        var _ = tree.files.scandir(tree.path().resolve(name)).whenComplete((entries, failure) -> {
            if (asked.equals(source)) {
                listed(failure == null ? entries : List.of(), before);
            }
        });
    }

    /// @param before the subfolders before the listing
    private void listed(List<DirectoryEntry> entries, Set<Path> before) {
        for (DirectoryEntry entry : entries) {
            if (!isOpen()) {
                return; // a listener closed the watch
            }
            Path child = entry.name();
            before.remove(child);
            if (mayBeFolder(entry.kind()) || below.containsKey(child)) {
                readEntry(child);
            }
            tree.happened(Kind.RENAME, name.resolve(child));
        }
        before.forEach(this::readEntry);
    }

    private static boolean mayBeFolder(FileKind kind) {
        return kind == FileKind.DIRECTORY || kind == FileKind.UNKNOWN;
    }

    @Override
    public void failed(IOException failure) {
        tree.failed(failure);
    }

    @Override
    public @Nullable Object owner() {
        return tree.isTop(this) ? tree : null; // one warning for all
    }
}
