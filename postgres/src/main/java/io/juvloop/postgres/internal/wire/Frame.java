package io.juvloop.postgres.internal.wire;

import io.juvloop.postgres.ProtocolViolation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The body of one message, read from its front: a window on the bytes that came, which moves from message to
/// message, so that none of them is an object.
///
/// What would go beyond the end of the body is a [ProtocolViolation], and so is what the body has too much, if
/// [#requireEnd] is asked.
///
/// Loop thread only. Its content is valid during the call that it is given to.
public final class Frame {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private ByteBuffer buffer = EMPTY;
    private byte type;
    private int position;
    private int end;

    /// Makes a frame without a body.
    public Frame() {}

    /// Makes a frame of one message that is there as a whole.
    ///
    /// @param type one of [MessageTypes]
    /// @param body the bytes behind the length, big-endian; read from index 0 to the limit
    /// @return at its front
    public static Frame of(byte type, ByteBuffer body) {
        Frame frame = new Frame();
        frame.set(body, type, 0, body.limit());
        return frame;
    }

    void set(ByteBuffer newBuffer, byte newType, int from, int to) {
        buffer = newBuffer;
        type = newType;
        position = from;
        end = to;
    }

    /// Forgets the bytes, which are not valid any more.
    void clear() {
        buffer = EMPTY;
        position = 0;
        end = 0;
    }

    /// The type of the message.
    ///
    /// @return one of [MessageTypes]
    public byte type() {
        return type;
    }

    /// How many bytes are left.
    ///
    /// @return 0 at the end
    public int remaining() {
        return end - position;
    }

    /// Reads one byte.
    ///
    /// @return the byte
    public byte getByte() {
        return buffer.get(advance(1));
    }

    /// Reads two bytes.
    ///
    /// @return as an unsigned number
    public int getUnsignedShort() {
        return buffer.getShort(advance(Short.BYTES)) & 0xffff;
    }

    /// Reads two bytes.
    ///
    /// @return as a signed number
    public short getShort() {
        return buffer.getShort(advance(Short.BYTES));
    }

    /// Reads four bytes.
    ///
    /// @return the number
    public int getInt() {
        return buffer.getInt(advance(Integer.BYTES));
    }

    /// Reads eight bytes.
    ///
    /// @return the number
    public long getLong() {
        return buffer.getLong(advance(Long.BYTES));
    }

    /// Reads text up to a NUL.
    ///
    /// @return the text without the NUL
    public String getCString() {
        int from = position;
        int nul = from;
        while (nul < end && buffer.get(nul) != 0) {
            nul++;
        }
        if (nul == end) {
            throw tooShort();
        }
        position = nul + 1;
        byte[] text = new byte[nul - from];
        buffer.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// Reads all bytes that are left.
    ///
    /// @return a copy
    public byte[] getRest() {
        byte[] rest = new byte[remaining()];
        buffer.get(position, rest);
        position = end;
        return rest;
    }

    /// Reads all bytes that are left into an array.
    ///
    /// @param target where to
    /// @param at the index of the first
    /// @return how many
    public int getRest(byte[] target, int at) {
        int length = remaining();
        buffer.get(position, target, at, length);
        position = end;
        return length;
    }

    /// The buffer that the message lies in, for code that copies from it by itself.
    ///
    /// @return valid as long as this frame is; its own position and limit mean nothing
    public ByteBuffer buffer() {
        return buffer;
    }

    /// Where in [#buffer] the next byte is.
    ///
    /// @return an index
    public int position() {
        return position;
    }

    /// Reads a count of what follows.
    ///
    /// @param smallest how many bytes each of them has at the least
    /// @return the count
    /// @throws ProtocolViolation if the body is too short for so many
    public int getCount(int smallest) {
        int count = getUnsignedShort();
        if ((long) count * smallest > remaining()) {
            throw new ProtocolViolation("the server has announced " + count + " fields in the " + remaining()
                    + " bytes that are left of a message " + MessageTypes.name(type));
        }
        return count;
    }

    /// Refuses a body that has more.
    ///
    /// @throws ProtocolViolation if there is more
    public void requireEnd() {
        if (position != end) {
            throw new ProtocolViolation("the server has sent a message " + MessageTypes.name(type) + " that is "
                    + remaining() + " bytes too long");
        }
    }

    /// Compares the bytes that are left, and moves over them if they begin so.
    ///
    /// @param ascii what they may begin with
    /// @return whether they do
    boolean skipIfStartsWith(byte[] ascii) {
        if (ascii.length > remaining()) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (buffer.get(position + i) != ascii[i]) {
                return false;
            }
        }
        position += ascii.length;
        return true;
    }

    private int advance(int length) {
        int at = position;
        if (length > end - at) {
            throw tooShort();
        }
        position = at + length;
        return at;
    }

    private ProtocolViolation tooShort() {
        return new ProtocolViolation("the server has sent a message " + MessageTypes.name(type) + " that is too short");
    }

    @Override
    public String toString() {
        return "Frame[" + MessageTypes.name(type) + ", " + remaining() + " bytes left]";
    }
}
