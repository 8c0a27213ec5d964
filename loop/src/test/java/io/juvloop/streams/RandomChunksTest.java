package io.juvloop.streams;

import static io.juvloop.streams.Fed.bytes;
import static io.juvloop.streams.Fed.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.Async;
import io.juvloop.EventLoop;
import io.juvloop.Task;
import io.juvloop.testing.InTask;
import io.juvloop.testing.TaskTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However the bytes are cut on their way, what is read is what a simple search in the whole text finds.
@TaskTest
class RandomChunksTest {
    private static final int ROUNDS = 300;
    private static final String ALPHABET = "ab\n";

    /// Cuts a text at the first end of any separator, again and again.
    private static List<String> expected(String text, List<String> separators) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = begin + 1;
            while (end < text.length() && !endsWithAny(text.substring(begin, end), separators)) {
                end++;
            }
            pieces.add(text.substring(begin, end));
            begin = end;
        }
        return pieces;
    }

    private static boolean endsWithAny(String piece, List<String> separators) {
        return separators.stream().anyMatch(piece::endsWith);
    }

    private static String randomText(Random random, int length) {
        return random.ints(length, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .reduce("", String::concat);
    }

    /// Feeds a text in pieces of any length, some of them in one turn.
    private static void feed(Random random, StreamReader reader, String text) {
        int at = 0;
        while (at < text.length()) {
            int count = Math.min(text.length() - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            reader.feedData(ByteBuffer.wrap(bytes(text.substring(at, at + count))));
            at += count;
            if (random.nextBoolean()) {
                Async.sleep(Duration.ZERO);
            }
        }
        reader.feedEof();
    }

    @FunctionalInterface
    private interface Read {
        byte[] next(StreamReader reader) throws IOException;
    }

    private static List<String> pieces(EventLoop loop, Random random, String text, Read read) {
        return InTask.call(loop, () -> {
            StreamReader reader = Fed.reader(loop);
            Task<Void> feeding = loop.createTask(() -> feed(random, reader, text));
            List<String> pieces = new ArrayList<>();
            while (true) {
                byte[] piece;
                try {
                    piece = read.next(reader);
                } catch (IncompleteReadException end) {
                    piece = end.partial();
                }
                if (piece.length == 0) {
                    Async.await(feeding);
                    return pieces;
                }
                pieces.add(text(piece));
            }
        });
    }

    @Test
    void linesAreFoundInAnyChunks(EventLoop loop) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String text = randomText(random, random.nextInt(200));
            assertThat(pieces(loop, random, text, StreamReader::readLine))
                    .as("seed %d", seed)
                    .isEqualTo(expected(text, List.of("\n")));
        }
    }

    @Test
    void anySeparatorsAreFoundInAnyChunks(EventLoop loop) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<String> separators = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                separators.add(randomText(random, 1 + random.nextInt(6)));
            }
            List<byte[]> wanted = separators.stream().map(Fed::bytes).toList();
            String text = randomText(random, random.nextInt(200));
            assertThat(pieces(loop, random, text, reader -> reader.readUntil(wanted)))
                    .as("seed %d, separators %s", seed, separators)
                    .isEqualTo(expected(text, separators));
        }
    }

    @Test
    void readsOfAnyKindGiveEveryByteOnceInOrder(EventLoop loop) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String text = randomText(random, random.nextInt(400));
            List<String> pieces = pieces(loop, random, text, reader -> switch (random.nextInt(4)) {
                case 0 -> reader.read(1 + random.nextInt(20));
                case 1 -> reader.readExactly(1 + random.nextInt(20));
                case 2 -> reader.readLine();
                default -> intoBuffer(reader, ByteBuffer.allocate(1 + random.nextInt(20)));
            });
            assertThat(String.join("", pieces)).as("seed %d", seed).isEqualTo(text);
        }
    }

    private static byte[] intoBuffer(StreamReader reader, ByteBuffer buffer) throws IOException {
        int count = reader.read(buffer);
        byte[] read = new byte[Math.max(count, 0)];
        buffer.flip().get(read);
        return read;
    }
}
