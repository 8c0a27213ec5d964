package io.juvloop.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.EventLoop;
import io.juvloop.Transport;
import io.juvloop.net.peer.ForeignMemory;
import io.juvloop.net.peer.Pair;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.RecordingBufferedProtocol;
import io.juvloop.testing.RecordingProtocol;
import io.juvloop.testing.Reported;
import io.juvloop.testing.Turns;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Protocols that provide their own memory, and provide unusable memory.
@LoopTest
class BufferedProtocolTest {
    /// A protocol whose `getBuffer` returns the test's memory.
    private static final class Answering extends RecordingBufferedProtocol {
        private final Supplier<MemorySegment> answer;
        private int asked;

        Answering(Supplier<MemorySegment> answer) {
            this.answer = answer;
        }

        @Override
        public MemorySegment getBuffer(long sizeHint) {
            asked++;
            return answer.get();
        }
    }

    static Stream<Arguments> badBuffers() {
        return Stream.of(
                bad("empty", () -> MemorySegment.NULL, IllegalArgumentException.class, "empty"),
                bad("heap", () -> MemorySegment.ofArray(new byte[10]), IllegalArgumentException.class, "heap"),
                bad(
                        "read-only",
                        () -> Arena.ofAuto().allocate(10).asReadOnly(),
                        IllegalArgumentException.class,
                        "read-only"),
                bad("closed", BufferedProtocolTest::ofClosedArena, IllegalArgumentException.class, "closed"),
                bad("null", () -> null, NullPointerException.class, ""));
    }

    private static Arguments bad(String name, Supplier<MemorySegment> answer, Class<?> type, String message) {
        return Arguments.of(name, answer, type, message);
    }

    private static MemorySegment ofClosedArena() {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(10);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBuffers")
    void aBufferThatCannotBeReadIntoEndsTheConnectionWithASentence(
            String name,
            Supplier<MemorySegment> answer,
            Class<? extends Throwable> type,
            String message,
            EventLoop loop,
            Reported reported) {
        try (Pair<Answering, RecordingProtocol> pair =
                Pair.connect(loop, () -> new Answering(answer), RecordingProtocol::new)) {
            pair.clientTransport().write("hello".getBytes(UTF_8));
            pair.awaitLost();
            assertThat(pair.server().lossCause()).isInstanceOf(type);
            assertThat(pair.server().lossCause().toString()).contains(message);
            assertThat(pair.server().receivedCount()).isZero();
            assertThat(pair.server().asked).isEqualTo(1);
            assertThat(reported.only().exception()).isSameAs(pair.server().lossCause());
        }
    }

    @Test
    void aBufferOfAnotherThreadsArenaEndsTheConnectionWithASentence(EventLoop loop, Reported reported) {
        try (ForeignMemory foreign = new ForeignMemory(10);
                Pair<Answering, RecordingProtocol> pair =
                        Pair.connect(loop, () -> new Answering(foreign::segment), RecordingProtocol::new)) {
            pair.clientTransport().write("hello".getBytes(UTF_8));
            pair.awaitLost();
            assertThat(pair.server().lossCause())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another thread");
            assertThat(reported.only().exception()).isSameAs(pair.server().lossCause());
        }
    }

    @Test
    void anExceptionFromGetBufferIsTheLossesCause(EventLoop loop, Reported reported) {
        RuntimeException thrown = new IllegalStateException("no memory for you");
        Supplier<MemorySegment> answer = () -> {
            throw thrown;
        };
        try (Pair<Answering, RecordingProtocol> pair =
                Pair.connect(loop, () -> new Answering(answer), RecordingProtocol::new)) {
            pair.clientTransport().write("hello".getBytes(UTF_8));
            pair.awaitLost();
            assertThat(pair.server().lossCause()).isSameAs(thrown);
            assertThat(reported.only().message()).contains("getBuffer");
        }
    }

    @Test
    void aSmallBufferIsFilledOverAndOver(EventLoop loop) {
        try (Pair<RecordingBufferedProtocol, RecordingProtocol> pair =
                Pair.connect(loop, () -> new RecordingBufferedProtocol(7), RecordingProtocol::new)) {
            pair.clientTransport().write("seven at a time, no more".getBytes(UTF_8));
            pair.clientTransport().close();
            pair.awaitLost();
            assertThat(pair.server().receivedText()).isEqualTo("seven at a time, no more");
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    static Stream<Arguments> stops() {
        return Stream.of(
                Arguments.of("pauseReading", (Consumer<Transport>) Transport::pauseReading),
                Arguments.of("close", (Consumer<Transport>) Transport::close),
                Arguments.of("abort", (Consumer<Transport>) Transport::abort));
    }

    /// libuv jumps through a null pointer when reading is stopped while it waits for a buffer.
    @ParameterizedTest(name = "by {0}")
    @MethodSource("stops")
    void readingMayBeStoppedInsideGetBuffer(String name, Consumer<Transport> stop, EventLoop loop) {
        class Stopping extends RecordingBufferedProtocol {
            boolean stops = true;
            int asked;

            @Override
            public MemorySegment getBuffer(long sizeHint) {
                asked++;
                if (stops) {
                    stop.accept(transport());
                }
                return super.getBuffer(sizeHint);
            }
        }
        try (Pair<Stopping, RecordingProtocol> pair = Pair.connect(loop, Stopping::new, RecordingProtocol::new)) {
            pair.clientTransport().write("held back".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().asked > 0);
            Turns.many(loop, 10);
            assertThat(pair.server().asked).isEqualTo(1);
            assertThat(pair.server().receivedCount()).isZero();
            pair.server().stops = false;
            pair.serverTransport().resumeReading();
            if (name.equals("pauseReading")) {
                Await.until(loop, () -> pair.server().receivedText().equals("held back"));
            } else {
                Await.until(loop, () -> pair.server().isLost());
                assertThat(pair.server().events()).containsExactly("made", "lost");
            }
        }
    }

    @Test
    void readingMayBeStoppedAndResumedInsideGetBuffer(EventLoop loop) {
        class Restless extends RecordingBufferedProtocol {
            @Override
            public MemorySegment getBuffer(long sizeHint) {
                transport().pauseReading();
                transport().resumeReading();
                return super.getBuffer(sizeHint);
            }
        }
        try (Pair<Restless, RecordingProtocol> pair = Pair.connect(loop, Restless::new, RecordingProtocol::new)) {
            pair.clientTransport().write("through".getBytes(UTF_8));
            Await.until(loop, () -> pair.server().receivedText().equals("through"));
            pair.clientTransport().close();
            pair.awaitLost();
            assertThat(pair.server().events()).containsExactly("made", "data", "eof", "lost");
        }
    }

    @Test
    void whatIsWrittenInsideGetBufferIsSentThoughReadingStops(EventLoop loop) {
        class Polite extends RecordingBufferedProtocol {
            @Override
            public MemorySegment getBuffer(long sizeHint) {
                transport().write("not now".getBytes(UTF_8));
                transport().pauseReading();
                return super.getBuffer(sizeHint);
            }
        }
        class Listener extends RecordingProtocol {
            @Override
            public void dataReceived(ByteBuffer data) {
                super.dataReceived(data);
                transport().loop().stop();
            }
        }
        try (Pair<Polite, Listener> pair = Pair.connect(loop, Polite::new, Listener::new)) {
            pair.clientTransport().write("hello".getBytes(UTF_8));
            loop.runForever();
            assertThat(pair.client().receivedText()).isEqualTo("not now");
        }
    }
}
