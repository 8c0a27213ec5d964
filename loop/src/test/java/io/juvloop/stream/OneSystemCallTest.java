package io.juvloop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.EventLoop;
import io.juvloop.net.peer.InCallback;
import io.juvloop.net.peer.Pair;
import io.juvloop.net.peer.Payload;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import io.juvloop.testing.NeedsLibuv;
import io.juvloop.testing.RecordingProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Small writes and a large native piece behind them leave by one `writev`: Linux counts those calls of a thread
/// apart from `send`.
@LoopTest
@EnabledOnOs(OS.LINUX)
@NeedsLibuv(NeedsLibuv.SYSTEM)
class OneSystemCallTest {
    private static final Path COUNTS = Path.of("/proc/thread-self/io");
    private static final int SMALL = 100;
    private static final int LARGE = 20_000;

    private static long writes() {
        try {
            return Files.readAllLines(COUNTS).stream()
                    .filter(line -> line.startsWith("syscw: "))
                    .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException uncounted) {
            throw new UncheckedIOException(uncounted);
        }
    }

    @Test
    void gatheredBytesAndALargeNativePieceAreOneWrite(EventLoop loop) {
        assumeTrue(Files.isReadable(COUNTS));
        byte[] payload = Payload.of(2 * SMALL + LARGE, 1);
        try (Pair<RecordingProtocol, RecordingProtocol> pair = Pair.connect(loop);
                Arena arena = Arena.ofShared()) {
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, payload);
            long[] counted = new long[1];
            InCallback.run(loop, () -> {
                long before = writes();
                pair.clientTransport().write(bytes.asSlice(0, SMALL));
                pair.clientTransport().write(bytes.asSlice(SMALL, SMALL));
                pair.clientTransport().write(bytes.asSlice(2L * SMALL, LARGE));
                counted[0] = writes() - before;
            });
            Await.until(loop, "all bytes", () -> pair.server().receivedCount() >= payload.length);
            assertThat(pair.server().received()).isEqualTo(payload);
            assertThat(counted[0]).isOne();
        }
    }
}
