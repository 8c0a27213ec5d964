package io.juvloop.streams;

import static io.juvloop.streams.FedReader.bytes;
import static io.juvloop.streams.FedReader.text;
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

/// However the bytes are divided on their way, the reads return the results of a simple search in the whole
/// text.
@TaskTest
class RandomChunksTest {
    private static final int ROUNDS = 300;
    private static final String ALPHABET = "ab\n";

    /// Splits a text repeatedly at the first end of any separator.
    private static List<String> expected(String text, List<String> separators) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end <= text.length(); end++) {
            if (end == text.length() || endsWithAny(text, begin, end, separators)) {
                pieces.add(text.substring(begin, end));
                begin = end;
            }
        }
        return pieces;
    }

    private static boolean endsWithAny(String text, int begin, int end, List<String> separators) {
        return separators.stream()
                .anyMatch(separator ->
                        end - begin >= separator.length() && text.startsWith(separator, end - separator.length()));
    }

    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return text.toString();
    }

    /// Feeds a text in parts of any length, some of them in one iteration.
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
            StreamReader reader = FedReader.reader(loop);
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
            List<byte[]> wanted = separators.stream().map(FedReader::bytes).toList();
            String text = randomText(random, random.nextInt(200));
            assertThat(pieces(loop, random, text, reader -> reader.readUntil(wanted)))
                    .as("seed %d, separators %s", seed, separators)
                    .isEqualTo(expected(text, separators));
        }
    }

    @Test
    void separatorsAreFoundAcrossTheChunksOfNativeMemory(EventLoop loop) {
        for (int seed = 0; seed < ROUNDS / 10; seed++) {
            Random random = new Random(seed);
            List<String> separators = List.of(randomText(random, 4), randomText(random, 12));
            List<byte[]> wanted = separators.stream().map(FedReader::bytes).toList();
            String text = randomText(random, 20_000);
            assertThat(nativePieces(loop, random, text, wanted))
                    .as("seed %d, separators %s", seed, separators)
                    .isEqualTo(expected(text, separators));
        }
    }

    private static List<String> nativePieces(EventLoop loop, Random random, String text, List<byte[]> separators) {
        return InTask.call(loop, () -> {
            StreamReader reader = FedReader.reader(loop);
            StreamReaderProtocol connection = FedReader.connect(reader);
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(5000));
                connection.dataReceived(ByteBuffer.wrap(bytes(text.substring(at, end))));
                at = end;
            }
            connection.eofReceived();
            List<String> pieces = new ArrayList<>();
            try {
                while (!reader.atEof()) {
                    pieces.add(text(reader.readUntil(separators)));
                }
            } catch (IncompleteReadException end) {
                pieces.add(text(end.partial()));
            }
            connection.connectionLost(null);
            return pieces;
        });
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
