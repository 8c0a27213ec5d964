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

    /// Whether it has begun to take the event that is being dispatched.
    boolean isTaking;

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
        try {
            word = loop.slots().add(this);
            Memory.putLong(address + Abi.DATA, word);
        } catch (Throwable thrown) {
            release(size);
            throw thrown;
        }
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

    /// Takes what libuv has said last about this, in steps. A step is repeated once if an error came out of it, and the
    /// others follow in any case: memory, counts and futures depend on them.
    ///
    /// @param steps how many there are
    /// @param status what libuv has said
    final void endInSteps(int steps, int status) {
        isTaking = true;
        Throwable first = null;
        boolean again = false;
        int step = 0;
        while (step < steps) {
            try {
                end(step, status);
                step++;
                again = false;
            } catch (Throwable thrown) {
                first = first == null ? thrown : first;
                step += again ? 1 : 0;
                again = !again;
            }
        }
        if (first != null) {
            throw UvObject.<RuntimeException>asIs(first);
        }
    }

    /// The listener may throw what the compiler does not know of.
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException asIs(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /// Takes one of the steps, from 0 on. After an error it can be called again.
    abstract void end(int step, int status);
}
