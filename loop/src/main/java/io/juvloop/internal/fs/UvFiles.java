package io.juvloop.internal.fs;

import io.juvloop.LoopFiles;
import io.juvloop.files.FileOperations;
import io.juvloop.internal.LoopChapter;

/// What the chapter of files has about operations on them, on libuv.
///
/// Thread rule and lifetime: see [LoopFiles].
public interface UvFiles extends LoopFiles, LoopChapter {
    @Override
    default FileOperations files() {
        loop().checkUsable();
        return loop().fileOperations();
    }
}
