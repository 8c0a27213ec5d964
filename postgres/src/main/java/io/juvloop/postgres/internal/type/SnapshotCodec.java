package io.juvloop.postgres.internal.type;

import io.juvloop.postgres.internal.wire.OutBuffer;
import io.juvloop.postgres.types.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// `pg_snapshot` and `txid_snapshot`: a count, the two limits, and the transactions between.
///
/// Any thread.
final class SnapshotCodec extends TypeCodec<Snapshot> {
    SnapshotCodec() {
        super(Snapshot.class);
    }

    @Override
    public void write(Object value, OutBuffer out) {
        if (!(value instanceof Snapshot snapshot)) {
            throw Misfit.argument(value, "Snapshot");
        }
        out.putInt(snapshot.active().size());
        out.putLong(snapshot.xmin());
        out.putLong(snapshot.xmax());
        snapshot.active().forEach(out::putLong);
    }

    @Override
    public Snapshot decode(byte[] block, int offset, int length) {
        ValueReader in = new ValueReader(block, offset, length);
        int count = in.getCount(Long.BYTES);
        long xmin = in.getLong();
        long xmax = in.getLong();
        List<Long> active = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            active.add(in.getLong());
        }
        in.requireEnd();
        return new Snapshot(xmin, xmax, active);
    }
}
