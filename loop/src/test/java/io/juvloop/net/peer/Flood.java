package io.juvloop.net.peer;

import io.juvloop.ExtraInfo;
import io.juvloop.Transport;
import java.io.IOException;
import java.util.Objects;

/// Writes to a peer that does not read, until the kernel takes no more and bytes are queued in the transport.
public final class Flood {
    private static final int SEND_BUFFER = 16 * 1024;
    private static final int STEP = 1024;
    private static final int ENOUGH = 64 * 1024 * 1024;

    private Flood() {}

    /// Fills the kernel's buffers.
    ///
    /// @return the number of bytes written, all zeros; a few of them are queued
    public static int untilQueueing(Transport transport) throws IOException {
        Objects.requireNonNull(transport.extraInfo(ExtraInfo.SOCKET)).setSendBufferSize(SEND_BUFFER);
        byte[] step = new byte[STEP];
        int written = 0;
        while (transport.writeBufferSize() == 0) {
            transport.write(step);
            written += step.length;
            if (written > ENOUGH) {
                throw new AssertionError("the kernel took " + written + " bytes that nobody reads");
            }
        }
        return written;
    }
}
