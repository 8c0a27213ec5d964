package io.juvloop.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.juvloop.EventLoop;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.StackEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A read with an almost exhausted stack: it returns the next bytes, or it throws; then the next read returns these, or
/// the reader has failed.
@LoopTest
@NeedsLibuv(NeedsLibuv.SYSTEM)
class ReadsAtStackEndTest {
    private static final int DEEPEST = 160;
    private static final String LINES = "one\r\ntwo\r\n";

    enum Kind {
        SOME {
            @Override
            String read(StreamReader reader) throws IOException {
                return new String(reader.read(5), US_ASCII);
            }
        },
        BUFFER {
            @Override
            String read(StreamReader reader) throws IOException {
                byte[] bytes = new byte[5];
                int count = reader.read(ByteBuffer.wrap(bytes));
                return new String(bytes, 0, count, US_ASCII);
            }
        },
        EXACTLY {
            @Override
            String read(StreamReader reader) throws IOException {
                return new String(reader.readExactly(5), US_ASCII);
            }
        },
        FILLED {
            @Override
            String read(StreamReader reader) throws IOException {
                byte[] bytes = new byte[5];
                reader.readExactly(ByteBuffer.wrap(bytes));
                return new String(bytes, US_ASCII);
            }
        },
        LINE {
            @Override
            String read(StreamReader reader) throws IOException {
                return new String(reader.readLine(), US_ASCII);
            }
        },
        TEXT {
            @Override
            String read(StreamReader reader) throws IOException {
                return reader.readLine(US_ASCII) + "\r\n";
            }
        };

        abstract String read(StreamReader reader) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void noGapIsRead(Kind kind, EventLoop loop) {
        loop.runUntilComplete(loop.createTask(() -> {
            int overflows = 0;
            for (int frames = 0; frames < DEEPEST; frames++) {
                StreamReader reader = new StreamReader(loop, 100);
                reader.feedData(ByteBuffer.wrap(LINES.getBytes(US_ASCII)));
                overflows += check(kind, reader, frames) ? 1 : 0;
            }
            assertThat(overflows).isPositive();
            return true;
        }));
    }

    /// @return whether the stack overflowed
    private static boolean check(Kind kind, StreamReader reader, int frames) throws IOException {
        String[] first = new String[1];
        boolean overflows = StackEnd.overflows(frames, () -> first[0] = readUnchecked(kind, reader));
        if (first[0] != null) {
            assertThat(first[0]).isEqualTo("one\r\n");
            assertThat(kind.read(reader)).isEqualTo("two\r\n");
        } else if (reader.exception() == null) {
            assertThat(kind.read(reader)).isEqualTo("one\r\n");
        } else {
            assertThatThrownBy(() -> kind.read(reader))
                    .isInstanceOf(IOException.class)
                    .hasMessage("bytes were lost, as a read ended by an error")
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
        return overflows;
    }

    private static String readUnchecked(Kind kind, StreamReader reader) {
        try {
            return kind.read(reader);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
