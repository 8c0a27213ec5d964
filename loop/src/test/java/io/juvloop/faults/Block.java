package io.juvloop.faults;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Bytes that identify their origin: the number of a line and of the block, the length, and a pattern of all
/// three.
///
/// ```
/// line | number | length | pattern        a byte, two, four, and length bytes
/// ```
final class Block {
    private static final int HEAD = 7;

    private Block() {}

    static byte[] of(int line, int number, int length) {
        ByteBuffer block = ByteBuffer.allocate(HEAD + length);
        block.put((byte) line).putShort((short) number).putInt(length);
        for (int i = 0; i < length; i++) {
            block.put(pattern(line, number, i));
        }
        return block.array();
    }

    private static byte pattern(int line, int number, int index) {
        return (byte) (line * 31 + number * 7 + index * 13 + (index >> 8));
    }

    /// The numbers of the received blocks, each complete and of one line; the last may have been cut off.
    static List<Integer> numbers(int line, byte[] bytes, boolean mayBeCut) {
        List<Integer> numbers = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            int at = rest.position();
            if (rest.remaining() < HEAD) {
                require(mayBeCut, "a head was cut", line, at);
                return numbers;
            }
            require(rest.get() == line, "a block of another line", line, at);
            int number = rest.getShort();
            int length = rest.getInt();
            for (int i = 0; i < length; i++) {
                if (!rest.hasRemaining()) {
                    require(mayBeCut, "block " + number + " was cut", line, at);
                    return numbers;
                }
                require(rest.get() == pattern(line, number, i), "another byte in block " + number, line, at + HEAD + i);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static void require(boolean condition, String what, int line, int at) {
        if (!condition) {
            throw new AssertionError("line " + line + ", at " + at + ": " + what);
        }
    }
}
