package io.juvloop.postgres.proxy;

import java.nio.ByteBuffer;

/// Counts the messages Sync that a client sends, on a connection that is not encrypted.
///
/// Loop thread only. One a connection.
final class SyncCounter {
    private static final int VERSION_3 = 3;
    private static final int HEADER = 5;

    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean isStarted;

    /// Counts the messages in some bytes.
    ///
    /// @return how many have come with these bytes
    int count(ByteBuffer data) {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + data.remaining());
        all.put(rest).put(data).flip();
        int found = 0;
        while (all.remaining() >= HEADER) {
            int at = all.position();
            int length = isStarted ? 1 + all.getInt(at + 1) : all.getInt(at);
            if (length < Integer.BYTES || all.remaining() < length) {
                break;
            }
            if (isStarted && all.get(at) == 'S') {
                found++;
            }
            if (!isStarted && length > HEADER + 2) {
                isStarted = all.getInt(at + Integer.BYTES) >> 16 == VERSION_3;
            }
            all.position(at + length);
        }
        rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
        return found;
    }
}
