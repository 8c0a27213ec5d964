package io.juvloop.internal.fs;

import io.juvloop.files.AsyncDirectory;
import io.juvloop.files.DirectoryEntry;
import io.juvloop.internal.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;

/// Iterates over the entries of a directory for a task, which is suspended while the next entries are read.
///
/// Used by one task of the loop at a time.
final class DirectoryIterator implements Iterator<DirectoryEntry> {
    private final AsyncDirectory directory;
    private final Tasks tasks;
    private Iterator<DirectoryEntry> here = List.<DirectoryEntry>of().iterator();
    private boolean atEnd;

    DirectoryIterator(AsyncDirectory directory, Tasks tasks) {
        this.directory = directory;
        this.tasks = tasks;
    }

    @Override
    public boolean hasNext() {
        if (!here.hasNext() && !atEnd) {
            here = more().iterator();
            atEnd = !here.hasNext();
        }
        return here.hasNext();
    }

    private List<DirectoryEntry> more() {
        try {
            return tasks.await(directory.read());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw new UncheckedIOException(failure);
            }
            throw failed;
        }
    }

    @Override
    public DirectoryEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the directory has no more entries");
        }
        return here.next();
    }
}
