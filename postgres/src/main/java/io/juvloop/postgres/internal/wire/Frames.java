package io.juvloop.postgres.internal.wire;

import io.juvloop.postgres.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts the bytes of a connection into messages.
///
/// It looks at types and lengths where the bytes lie, in the loop's own read buffer. A message is shown there; a run
/// of DataRows is copied once, as a block. Only a message that is cut by the end of a read is kept: its bytes go
/// into an array of the size that its header gives, which becomes the block if it is a row. So nothing is copied
/// twice, and nothing is looked at again.
///
/// A length is checked before it is believed, and memory for a large message grows as its bytes come. Only messages
/// with data, text of any length, or columns may be long; of all the others half a MiB is believed.
///
/// Loop thread only. One a connection; it holds memory only while a message is cut.
public final class Frames {
    private static final int HEADER = RowBlock.HEADER;
    private static final int SMALLEST_LENGTH = Integer.BYTES;
    private static final int SMALLEST_ROW = Integer.BYTES + Short.BYTES;
    private static final int LARGEST = Integer.MAX_VALUE - 16; // a message with its type is one array
    private static final int LARGEST_OF_SHORT = 1 << 19; // ParameterDescription has up to 65,535 types
    private static final int TRUSTED_SIZE = 1 << 20;

    /// From this size on a run of rows is a block: a larger one would have left the processor's cache between the
    /// JVM's zeroes, the copy and the reading of its rows.
    private static final int RUN = 1 << 16;

    private final FrameReceiver receiver;
    private final int maxMessage;
    private final Frame frame = new Frame();
    private final byte[] header = new byte[HEADER];
    private int headerSize;
    private byte @Nullable [] partial; // the message that is cut, header included
    private int partialSize;
    private int partialEnd;

    /// Makes frames of nothing.
    ///
    /// @param receiver takes the messages
    /// @param maxMessage the largest length that is believed
    public Frames(FrameReceiver receiver, int maxMessage) {
        this.receiver = receiver;
        this.maxMessage = Math.min(maxMessage, LARGEST);
    }

    /// Takes the bytes of one read.
    ///
    /// @param data from index 0 to its limit, big-endian
    /// @throws ProtocolViolation for a length that cannot be; what the receiver throws comes out too
    public void take(ByteBuffer data) {
        int end = data.limit();
        int at = headerSize == 0 && partial == null ? 0 : complete(data, end);
        while (end - at >= HEADER && !receiver.isDropping()) {
            byte type = data.get(at);
            int next = at + 1 + checkedLength(type, data.getInt(at + 1));
            if (next > end || next < 0) {
                break;
            }
            if (type == MessageTypes.DATA_ROW) {
                at = takeRows(data, at, next, end);
            } else {
                show(data, type, at + HEADER, next);
                at = next;
            }
        }
        if (at < end && !receiver.isDropping()) {
            keep(data, at, end);
        }
    }

    /// Whether the bytes so far end in the middle of a message.
    ///
    /// @return whether they do
    public boolean isCut() {
        return headerSize > 0 || partial != null;
    }

    private int checkedLength(byte type, int length) {
        int smallest = type == MessageTypes.DATA_ROW ? SMALLEST_ROW : SMALLEST_LENGTH;
        if (length < smallest || length > maxMessage || (length > LARGEST_OF_SHORT && !MessageTypes.mayBeLong(type))) {
            throw new ProtocolViolation("the server has sent a message " + MessageTypes.name(type) + " of the length "
                    + Integer.toUnsignedString(length) + ", and not of " + smallest + " to "
                    + (MessageTypes.mayBeLong(type) ? maxMessage : Math.min(maxMessage, LARGEST_OF_SHORT)));
        }
        return length;
    }

    private void show(ByteBuffer data, byte type, int from, int to) {
        frame.set(data, type, from, to);
        try {
            receiver.frameReceived(frame);
        } finally {
            frame.clear();
        }
    }

    // --- Rows

    /// Copies the rows from `at` to the first message that is none or is cut, if they are not too many for a block.
    private int takeRows(ByteBuffer data, int at, int firstEnd, int end) {
        int rows = 1;
        int next = firstEnd;
        while (next - at < RUN && end - next >= HEADER && data.get(next) == MessageTypes.DATA_ROW) {
            int after = next + 1 + checkedLength(MessageTypes.DATA_ROW, data.getInt(next + 1));
            if (after > end || after < 0) {
                break;
            }
            rows++;
            next = after;
        }
        if (receiver.wantsRows()) {
            byte[] bytes = new byte[next - at];
            data.get(at, bytes);
            receiver.rowsReceived(RowBlock.of(bytes, rows));
        } else {
            receiver.rowsDropped(rows, next - at);
        }
        return next;
    }

    // --- The message that is cut

    /// Completes what is kept with the first bytes of a read.
    ///
    /// @return the index of the first byte behind it
    private int complete(ByteBuffer data, int end) {
        int at = 0;
        if (partial == null) {
            at = Math.min(HEADER - headerSize, end);
            data.get(0, header, headerSize, at);
            headerSize += at;
            if (headerSize < HEADER) {
                return at;
            }
            begin(header[0], ByteBuffer.wrap(header).getInt(1));
            append(ByteBuffer.wrap(header), 0, HEADER);
            headerSize = 0;
        }
        int missing = Math.min(partialEnd - partialSize, end - at);
        append(data, at, missing);
        if (partialSize == partialEnd) {
            deliverPartial();
        }
        return at + missing;
    }

    private void keep(ByteBuffer data, int at, int end) {
        int size = end - at;
        if (size < HEADER) {
            data.get(at, header, 0, size);
            headerSize = size;
            return;
        }
        begin(data.get(at), data.getInt(at + 1));
        append(data, at, size);
    }

    private void begin(byte type, int length) {
        partialEnd = 1 + checkedLength(type, length);
        partial = new byte[Math.min(partialEnd, TRUSTED_SIZE)];
        partialSize = 0;
    }

    private void append(ByteBuffer data, int at, int length) {
        byte[] target = partial;
        if (length > target.length - partialSize) {
            long doubled = Math.max(2L * target.length, (long) partialSize + length);
            target = Arrays.copyOf(target, (int) Math.min(doubled, partialEnd));
            partial = target;
        }
        data.get(at, target, partialSize, length);
        partialSize += length;
    }

    private void deliverPartial() {
        byte[] message = partial;
        partial = null;
        if (receiver.isDropping()) {
            return;
        }
        if (message[0] == MessageTypes.DATA_ROW) {
            deliverRow(message);
        } else {
            show(ByteBuffer.wrap(message), message[0], HEADER, message.length);
        }
    }

    private void deliverRow(byte[] message) {
        if (receiver.wantsRows()) {
            receiver.rowsReceived(RowBlock.of(message, 1));
        } else {
            receiver.rowsDropped(1, message.length);
        }
    }
}
