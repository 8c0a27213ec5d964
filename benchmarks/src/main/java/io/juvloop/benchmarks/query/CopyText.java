package io.juvloop.benchmarks.query;

import io.juvloop.benchmarks.query.Records.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/// Records in the text format of COPY, in pieces, for drivers that copy what the caller has encoded. No value of
/// [Records] needs an escape.
///
/// One thread. Lifetime: one COPY.
final class CopyText implements Iterator<byte[]> {
    static final String STATEMENT =
            "copy " + QueryLine.COPY.table() + " (" + String.join(", ", Records.COLUMNS) + ") from stdin";

    private static final int PIECE = 64 * 1024;
    private static final int RECORD = 128;

    private final Iterator<Entry> records;
    private final StringBuilder text = new StringBuilder(PIECE + RECORD);

    CopyText(List<Entry> records) {
        this.records = records.iterator();
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public byte[] next() {
        text.setLength(0);
        while (records.hasNext() && text.length() < PIECE) {
            append(records.next());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void append(Entry entry) {
        text.append(entry.id()).append('\t').append(entry.code()).append('\t').append(entry.size());
        text.append('\t').append(entry.ratio()).append('\t').append(entry.active() ? 't' : 'f');
        text.append('\t').append(entry.name()).append('\t').append(entry.note()).append('\n');
    }
}
