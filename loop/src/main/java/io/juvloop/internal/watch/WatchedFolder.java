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
    private @Nullable EventSource replaced;

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
        closeReplaced();
        Path folder = tree.path().resolve(name);
        byte[] itself = FileNames.toBytes(folder.resolve(EventSource.ITSELF));
        EventSource next = new EventSource(tree.core, folder, itself, false, this);
        replaced = source;
        source = next;
        closeReplaced();
    }

    /// After an error it is called again.
    private void closeReplaced() {
        EventSource old = replaced;
        if (old != null) {
            old.handle().close();
            replaced = null;
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
        WatchedFolder folder = below.get(child);
        if (folder != null) {
            folder.close();
            below.remove(child); // last, so that after an error it can be called again
        }
    }

    void close() {
        closeReplaced();
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
    public void happened(List<Kind> kinds, @Nullable Path child) {
        if (EventSource.ITSELF.equals(child)) {
            tree.happenedToFolder(this, kinds);
            return;
        }
        if (kinds.contains(Kind.RENAME) && child != null) {
            readEntry(child);
        }
        tree.happened(kinds, child == null ? null : name.resolve(child));
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
            List<DirectoryEntry> found = failure == null ? entries : List.<DirectoryEntry>of();
            try {
                listed(asked, found, before);
            } catch (Throwable thrown) {
                listed(asked, found, before);
                tree.listingFailed(thrown);
            }
        });
    }

    /// After an error it can be called again, and may report something twice.
    private void listed(EventSource asked, List<DirectoryEntry> entries, Set<Path> before) {
        if (asked.equals(source)) {
            listed(entries, before);
            tree.callListener();
        }
    }

    /// @param before the subfolders before the listing
    private void listed(List<DirectoryEntry> entries, Set<Path> before) {
        for (DirectoryEntry entry : entries) {
            if (!isOpen()) {
                return; // a listener has closed the watch
            }
            Path child = entry.name();
            before.remove(child);
            if (mayBeFolder(entry.kind()) || below.containsKey(child)) {
                readEntry(child);
            }
            tree.happened(List.of(Kind.RENAME), name.resolve(child));
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
    public void callListener() {
        tree.callListener();
    }

    @Override
    public @Nullable Object owner() {
        return tree.isTop(this) ? tree : null; // one warning for all
    }
}
