package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A `uv_dir_t`: an open directory, read some entries at a time.
///
/// libuv allocates and frees the object. The caller sets the two fields that say where entries go; the array they
/// point to comes from the loop's slab for as long as the directory is open.
///
/// Loop thread only, one operation at a time. It must be closed. See
/// [uv_dir_t](https://docs.libuv.org/en/v1.x/fs.html#c.uv_dir_t).
public final class DirectoryStream {
    /// The most entries that one operation reads.
    public static final int ENTRIES = 32;

    private static final long ARRAY_BYTES = (long) ENTRIES * Abi.DIRENT_SIZE;

    private final long address;
    private long entries;

    DirectoryStream(long address) {
        this.address = address;
    }

    /// Reads the next entries; the result is their number.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    public void read(FsRequest request, FsRequest.Answer answer) {
        if (entries == 0) {
            entries = request.loop().memory().allocateZeroed(ARRAY_BYTES);
        }
        Memory.putLong(address + Abi.DIR_DIRENTS, entries);
        Memory.putLong(address + Abi.DIR_NENTRIES, ENTRIES);
        request.begin(
                answer,
                "uv_fs_readdir",
                (loop, block, callback) -> uv_h.uv_fs_readdir(loop, block, pointer(), callback));
    }

    /// The entries that [#read] returned; valid in its answer only.
    ///
    /// @param count how many
    /// @return the entries
    public List<DirectoryItem> read(long count) {
        List<DirectoryItem> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(DirectoryItem.of(entries + i * Abi.DIRENT_SIZE));
        }
        return items;
    }

    /// Closes it; it must not be used any more.
    ///
    /// @param request to use
    /// @param answer receives the outcome
    public void close(FsRequest request, FsRequest.Answer answer) {
        request.beginGivingBack(
                answer,
                "uv_fs_closedir",
                (loop, block, callback) -> uv_h.uv_fs_closedir(loop, block, pointer(), callback));
        if (entries != 0) {
            request.loop().memory().release(entries, ARRAY_BYTES);
            entries = 0;
        }
    }

    private MemorySegment pointer() {
        return MemorySegment.ofAddress(address);
    }
}
