package io.juvloop.bindings;

/// A handle or a request: libuv knows its address, Java the object.
///
/// Its `data` word, the first field of the native block, identifies the Java object by loop, generation and slot.
/// So a callback finds its object without a map, and a stale callback finds nothing:
///
/// ```
/// data:  63      48 47          24 23          0
///        +---------+--------------+------------+
///        | loop    | generation   | slot       |
///        +---------+--------------+------------+
/// ```
///
/// Loop thread only. libuv owns the block from the object's start until its last callback.
public abstract sealed class UvObject permits UvHandle, UvRequest {
    final UvLoop loop;
    long address;
    long word;

    UvObject(UvLoop loop) {
        this.loop = loop;
    }

    /// Returns the loop that this belongs to.
    ///
    /// @return the loop
    public final UvLoop loop() {
        return loop;
    }

    final void acquire(long size) {
        address = loop.memory().allocateZeroed(size);
        long found = loop.slots().add(this);
        try {
            Memory.putLong(address + Abi.DATA, found);
        } catch (Throwable thrown) {
            loop.slots().remove(found);
            throw thrown;
        }
        word = found;
    }

    /// Gives the block back. After an error it can be called again, and goes on where it was.
    final void release(long size) {
        if (word != 0) {
            loop.slots().remove(word);
            word = 0;
        }
        if (address != 0) {
            loop.memory().release(address, size);
            address = 0;
        }
    }
}
