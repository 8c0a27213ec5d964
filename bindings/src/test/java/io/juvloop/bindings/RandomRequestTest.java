package io.juvloop.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Random bytes of the operating system.
class RandomRequestTest {
    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void everyRequestGetsBytesOfItsOwn() {
        List<String> gathered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RandomRequest.start(loop.uv(), 32, (status, bytes) -> {
                assertThat(status).isZero();
                gathered.add(HexFormat.of().formatHex(bytes.toArray(JAVA_BYTE)));
            });
        }
        loop.runToTheEnd();
        assertThat(new HashSet<>(gathered)).hasSize(20).allMatch(text -> text.length() == 64);
    }

    @Test
    void memoryIsGoneAfterTheAnswer() {
        List<MemorySegment> kept = new ArrayList<>();
        RandomRequest.start(loop.uv(), 1, (status, bytes) -> kept.add(bytes));
        loop.runToTheEnd();
        assertThat(kept)
                .singleElement()
                .satisfies(segment -> assertThat(segment.scope().isAlive()).isFalse());
    }

    @Test
    void cancelledRequestIsAnsweredOnceAllTheSame() {
        List<Integer> statuses = new ArrayList<>();
        List<RandomRequest> requests = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            requests.add(RandomRequest.start(loop.uv(), 1 << 16, (status, bytes) -> statuses.add(status)));
        }
        requests.reversed().forEach(RandomRequest::cancel);
        loop.runToTheEnd();
        assertThat(statuses).hasSize(64).containsAnyOf(0, UvErrors.ECANCELED);
    }
}
