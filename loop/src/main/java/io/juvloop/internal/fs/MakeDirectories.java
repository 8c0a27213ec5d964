package io.juvloop.internal.fs;

import io.juvloop.files.FileOperations;
import io.juvloop.internal.core.LoopCore;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;

/// Creates a directory, and first its missing parents.
///
/// Loop thread only, see [Sequence].
final class MakeDirectories extends Sequence<Void> {
    private final FileOperations files;
    private final ArrayDeque<Path> missing = new ArrayDeque<>();
    private final Path wanted;

    MakeDirectories(LoopCore core, FileOperations files, Path path) {
        super(core);
        this.files = files;
        this.wanted = path;
    }

    void begin() {
        make(wanted);
    }

    private void make(Path path) {
        then(files.mkdir(path), nothing -> isThere(), failure -> notMade(path, failure));
    }

    private void notMade(Path path, Throwable failure) {
        Path parent = path.getParent();
        if (failure instanceof NoSuchFileException && parent != null) {
            missing.push(path);
            make(parent);
        } else if (failure instanceof FileAlreadyExistsException) {
            then(files.stat(path), stat -> {
                if (stat.isDirectory()) {
                    isThere();
                } else {
                    fail(failure);
                }
            });
        } else {
            fail(failure);
        }
    }

    private void isThere() {
        if (missing.isEmpty()) {
            complete(null);
        } else {
            make(missing.pop());
        }
    }

    @Override
    public String toString() {
        return "making of directory " + wanted;
    }
}
