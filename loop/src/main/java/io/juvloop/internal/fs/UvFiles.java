package io.juvloop.internal.fs;

import io.juvloop.LoopFiles;
import io.juvloop.files.FileOperations;
import io.juvloop.internal.core.Chapter;

/// What the chapter of files has about operations on them, on libuv.
///
/// Thread rule and lifetime: see [LoopFiles].
public interface UvFiles extends LoopFiles, Chapter {
    /// The operations on files.
    ///
    /// @return the same each time
    UvFileOperations fileOperations();

    @Override
    default FileOperations files() {
        core().checkUsable();
        return fileOperations();
    }
}
