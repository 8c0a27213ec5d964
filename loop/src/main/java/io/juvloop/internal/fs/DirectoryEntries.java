package io.juvloop.internal.fs;

import io.juvloop.bindings.DirectoryItem;
import io.juvloop.bindings.FileNames;
import io.juvloop.files.DirectoryEntry;
import java.util.List;

/// Converts libuv's directory entries to the public types.
///
/// Any thread. Stateless.
final class DirectoryEntries {
    private DirectoryEntries() {}

    static List<DirectoryEntry> of(List<DirectoryItem> items) {
        return items.stream()
                .map(item -> new DirectoryEntry(FileNames.toPath(item.name()), FileStats.kind(item.type())))
                .toList();
    }
}
