package io.juvloop.bindings;

import io.juvloop.bindings.gen.uv_h;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A `uv_write_t` with its buffers: bytes that the kernel did not accept at once.
///
/// The request owns its buffers, which are chunks, until it ends. The object is reused; its native block is taken
/// from the slab at [#submit] and returned when the write ends:
///
/// ```
/// block:  0             uv_req_size          + 16 per buffer
///         +-------------+---------+---------+-----+
///         | uv_write_t  | buf 0   | buf 1   | ... |
///         +-------------+---------+---------+-----+
/// ```
///
/// Loop thread only.
public final class WriteRequest extends UvRequest {
    /// The most chunks of one request.
    public static final int MAX_CHUNKS = 16;

    /// The block, the listener.
    private static final int STEPS = 2;

    private final @Nullable Chunk[] chunks = new Chunk[MAX_CHUNKS];
    private int count;
    private boolean isLibuvs;
    private boolean isOver;
    private boolean isSent;
    private long bytes;
    private @Nullable UvStream stream;

    /// Makes a request without chunks.
    ///
    /// @param loop the loop that it belongs to
    public WriteRequest(UvLoop loop) {
        super(loop, RequestType.WRITE);
    }

    /// Whether it has no room for another chunk.
    ///
    /// @return true if [#take] would be refused
    public boolean isFull() {
        return count == MAX_CHUNKS;
    }

    /// Takes the first chunk of a queue, or the beginning of it, which now belongs to the request. It passes a handle
    /// only if it is the request's first, as a request passes only one.
    ///
    /// @param queue with a chunk
    /// @param most how many bytes at the most, more than 0; what is beyond stays in the queue
    /// @param pool of the chunks
    public void take(ChunkQueue queue, long most, ChunkPool pool) {
        bytes += queue.moveFirst(chunks, count, most, pool);
        count++;
    }

    /// Whether it carries nothing.
    ///
    /// @return true until [#take]
    public boolean isEmpty() {
        return count == 0;
    }

    /// Whether libuv has it.
    ///
    /// @return true from [#submit], unless that fails, until libuv reports the end
    public boolean isPending() {
        return isLibuvs;
    }

    /// Returns the number of bytes it carries.
    ///
    /// @return the sum over its chunks
    public long bytes() {
        return bytes;
    }

    /// Hands the chunks to libuv; [StreamEvents#onWritten] follows, unless this fails.
    ///
    /// @param target the stream
    /// @return 0 or a negative error, after which the chunks are still here
    /// @throws IllegalStateException if the stream is closed, or the handle to be passed
    public int submit(UvStream target) {
        long handle = target.open();
        UvStream passenger =
                count == 0 ? null : Objects.requireNonNull(chunks[0]).passenger();
        MemorySegment passed = passenger == null ? MemorySegment.NULL : passenger.pointer();
        acquire(blockSize());
        int status;
        try {
            status = write(handle, buffers(), passed);
            isLibuvs = status >= 0;
        } catch (Throwable thrown) {
            release(blockSize());
            throw thrown;
        }
        if (status < 0) {
            release(blockSize());
        } else {
            stream = target;
            isOver = false;
            countStarted();
        }
        return status;
    }

    private long buffers() {
        long bufs = address + type().size();
        for (int i = 0; i < count; i++) {
            Chunk chunk = Objects.requireNonNull(chunks[i]);
            Abi.putBuffer(bufs + (long) i * Abi.BUF_SIZE, chunk.address(), chunk.size());
        }
        return bufs;
    }

    private int write(long handle, long bufs, MemorySegment passed) {
        if (passed.address() == 0) {
            return Downcalls.uv_write(address, handle, bufs, count, loop.stub(Callback.DONE));
        }
        return uv_h.uv_write2(
                MemorySegment.ofAddress(address),
                MemorySegment.ofAddress(handle),
                MemorySegment.ofAddress(bufs),
                count,
                passed,
                MemorySegment.ofAddress(loop.stub(Callback.DONE)));
    }

    private long blockSize() {
        return type().size() + (long) MAX_CHUNKS * Abi.BUF_SIZE;
    }

    @Override
    void done(int status) {
        isLibuvs = false;
        isOver = true;
        endInSteps(STEPS, status);
    }

    /// The listener is called again if an error kept it from taking the chunks.
    @Override
    void end(int step, int status) {
        if (step == 0) {
            ended(blockSize());
        } else if (isOver) {
            notify(Objects.requireNonNull(stream), status);
        }
    }

    private void notify(UvStream written, int status) {
        if (status >= 0 && !isSent) {
            written.countSent(bytes);
            isSent = true;
        }
        written.events().onWritten(this, status);
    }

    /// Gives the chunks back to their pool, and the block if an error has left it, and makes the request ready for
    /// reuse. After an error it can be called again.
    ///
    /// @param pool that the chunks came from
    /// @throws IllegalStateException if libuv has it
    public void clear(ChunkPool pool) {
        if (isLibuvs) {
            throw new IllegalStateException("libuv still has the request");
        }
        release(blockSize());
        while (count > 0) {
            pool.release(Objects.requireNonNull(chunks[count - 1]));
            chunks[--count] = null;
        }
        bytes = 0;
        stream = null;
        isOver = false;
        isSent = false;
    }
}
