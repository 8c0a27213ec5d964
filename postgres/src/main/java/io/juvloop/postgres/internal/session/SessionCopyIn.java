package io.juvloop.postgres.internal.session;

import io.juvloop.LoopFuture;
import io.juvloop.Suspends;
import io.juvloop.postgres.CopyIn;
import io.juvloop.postgres.PgException;
import io.juvloop.postgres.internal.base.Outcomes;
import io.juvloop.postgres.internal.copy.RecordValues;
import io.juvloop.postgres.internal.copy.TupleWriter;
import io.juvloop.postgres.internal.wire.OutBuffers;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// An open COPY into the server: what the user writes to, and our own feeding.
///
/// Loop thread only, one task at a time. Lifetime: until it is finished, aborted or closed.
final class SessionCopyIn implements CopyIn {
    private final CopyInOperation copy;
    private final boolean isBinary;
    private final RecordValues values;
    private final CopyWriter writer;
    private @Nullable TupleWriter tuples;
    private boolean isEnded;
    private long records;

    SessionCopyIn(CopyInOperation copy, boolean isBinary, RecordValues values, OutBuffers buffers) {
        this.copy = copy;
        this.isBinary = isBinary;
        this.values = values;
        writer = new CopyWriter(copy, buffers);
    }

    private void requireOpen() {
        if (isEnded) {
            throw new IllegalStateException("the COPY is finished");
        }
    }

    @Override
    @Suspends
    public void write(ByteBuffer data) {
        Objects.requireNonNull(data, "the data is null");
        requireOpen();
        writer.put(data);
    }

    @Override
    @Suspends
    public void writeRecord(@Nullable Object... record) {
        Objects.requireNonNull(record, "the record is null");
        writeAny(record);
    }

    /// Writes a record of any kind.
    @Suspends
    void writeAny(@Nullable Object record) {
        requireOpen();
        putAny(record);
        writer.flushFull();
    }

    private void putAny(@Nullable Object record) {
        TupleWriter into = tuples;
        if (into == null) {
            into = beginTuples();
        }
        into.tuple(values, values.show(record), records, writer.out());
        records++;
    }

    private TupleWriter beginTuples() {
        if (!isBinary || !copy.knowsColumns()) {
            throw new IllegalStateException("records are for a COPY in the binary format into the columns of a table");
        }
        TupleWriter begun = new TupleWriter(copy.described().columns());
        TupleWriter.header(writer.out());
        tuples = begun;
        return begun;
    }

    /// Sends the rest and the end; in the binary format also if there were no records.
    @Suspends
    void complete() {
        requireOpen();
        if (tuples == null && isBinary && copy.knowsColumns()) {
            tuples = beginTuples();
        }
        end();
    }

    private void end() {
        if (tuples != null) {
            TupleWriter.trailer(writer.out());
        }
        try {
            writer.finish();
        } finally {
            release();
        }
    }

    /// Takes no more, and gives its memory back. The COPY on the server is another matter.
    void release() {
        if (!isEnded) {
            isEnded = true;
            writer.close();
        }
    }

    @Override
    public LoopFuture<Long> finishAsync() {
        requireOpen();
        end();
        return copy;
    }

    @Override
    public LoopFuture<@Nullable Void> writeAsync(ByteBuffer data) {
        Objects.requireNonNull(data, "the data is null");
        requireOpen();
        return writing(() -> writer.putAll(data));
    }

    @Override
    public LoopFuture<@Nullable Void> writeRecordAsync(@Nullable Object... record) {
        Objects.requireNonNull(record, "the record is null");
        requireOpen();
        return writing(() -> {
            putAny(record);
            writer.putFull();
        });
    }

    private LoopFuture<@Nullable Void> writing(Runnable put) {
        try {
            put.run();
            return copy.writable();
        } catch (PgException failed) {
            return Outcomes.failed(copy.loop(), failed);
        }
    }

    @Override
    public LoopFuture<@Nullable Void> abortAsync(String reason) {
        Objects.requireNonNull(reason, "the reason is null");
        if (isEnded) {
            return Outcomes.done(copy.loop());
        }
        release();
        copy.fail(reason, new CancellationException(reason));
        return copy.over();
    }

    @Override
    public LoopFuture<@Nullable Void> closeAsync() {
        return abortAsync("the COPY was closed before it was finished");
    }
}
