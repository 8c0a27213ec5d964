package io.juvloop.internal.watch;

import io.juvloop.ExceptionContext;
import io.juvloop.bindings.UvHandle;
import io.juvloop.files.FileEvent.Kind;
import io.juvloop.files.FileOperations;
import io.juvloop.files.WatchListener;
import io.juvloop.internal.core.LoopCore;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches a folder with all its subfolders on systems that watch one folder at a time, such as Linux.
///
/// The initial subfolders are found by walking the tree before the watch is returned, later ones by a
/// [WatchedFolder]. Links are not followed; unreadable folders are skipped.
///
/// Loop thread only. Lifetime: see [ListenedWatch]; no folder's watcher outlives the topmost one's.
final class TreeWatch extends ListenedWatch {
    final FileOperations files;
    private final WatchListener listener;
    private final WatchedFolder top;
    private boolean failed;

    /// @throws IOException if a folder cannot be watched, for example because the system's limit is reached
    TreeWatch(LoopCore core, FileOperations files, Path path, WatchListener listener) throws IOException {
        super(core, path, listener);
        this.files = files;
        this.listener = listener;
        top = new WatchedFolder(this, Path.of(""));
        boolean complete = false;
        try {
            top.watch();
            Files.walkFileTree(path.resolve(EventSource.ITSELF), new Walk());
            complete = true;
        } finally {
            if (!complete) {
                end();
            }
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final ArrayDeque<WatchedFolder> above = new ArrayDeque<>();

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
            WatchedFolder folder = above.isEmpty() ? top : above.getLast().add(visited.getFileName());
            if (folder == null) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            above.addLast(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
            above.removeLast();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path visited, IOException failure) {
            return FileVisitResult.CONTINUE; // it was deleted, or is not readable
        }
    }

    boolean isTop(WatchedFolder folder) {
        return folder.equals(top);
    }

    /// @param name relative to the topmost folder
    void happened(List<Kind> kinds, @Nullable Path name) {
        if (!isClosed()) {
            note(changes(listener, kinds, name));
        }
    }

    /// Reports an event of the folder itself, unless its parent is watched, which reports it.
    void happenedToFolder(WatchedFolder folder, List<Kind> kinds) {
        if (isTop(folder)) {
            happened(kinds, path().getFileName());
        }
    }

    void failed(IOException failure) {
        if (!isClosed() && !failed) {
            note(List.of(end(listener, failure)));
            failed = true;
        }
    }

    /// Reports an error of the library's own, after which the listing was done again.
    void listingFailed(Throwable thrown) {
        core.failed(thrown, () -> ExceptionContext.of("the listing of a folder failed in the " + this, thrown));
    }

    @Override
    UvHandle handle() {
        return top.source().handle();
    }

    @Override
    void end() {
        top.close();
    }
}
