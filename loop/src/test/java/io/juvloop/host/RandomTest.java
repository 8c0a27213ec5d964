package io.juvloop.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.juvloop.EventLoop;
import io.juvloop.testing.Await;
import io.juvloop.testing.LoopTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Random bytes.
@LoopTest
class RandomTest {
    @Test
    void bytesAreOfTheCountThatWasAskedForAndDiffer(EventLoop loop) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            seen.add(HexFormat.of().formatHex(loop.runUntilComplete(loop.host().random(16))));
        }
        assertThat(new HashSet<>(seen)).hasSize(10).allMatch(text -> text.length() == 32);
        assertThat(loop.host().random(0)).isCompletedWithValueMatching(bytes -> bytes.length == 0);
        byte[] many = loop.runUntilComplete(loop.host().random(1 << 20));
        int[] counts = new int[256];
        for (byte b : many) {
            counts[b & 0xff]++;
        }
        assertThat(Arrays.stream(counts).allMatch(count -> count > 3000 && count < 5200))
                .as("about 4096 of each: " + Arrays.toString(counts))
                .isTrue();
    }

    @Test
    void memoryOfAnyKindIsFilled(EventLoop loop) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(64);
            MemorySegment middle = block.asSlice(16, 32);
            assertThat(loop.runUntilComplete(loop.host().random(middle))).isSameAs(middle);
            byte[] bytes = block.toArray(JAVA_BYTE);
            assertThat(bytes).startsWith(new byte[16]).endsWith(new byte[16]).isNotEqualTo(new byte[64]);
        }
        byte[] array = new byte[32];
        loop.runUntilComplete(loop.host().random(MemorySegment.ofArray(array)));
        assertThat(array).isNotEqualTo(new byte[32]);
    }

    @Test
    void memoryThatIsGoneMakesTheFutureFail(EventLoop loop) {
        CompletableFuture<MemorySegment> answer;
        try (Arena arena = Arena.ofConfined()) {
            answer = loop.host().random(arena.allocate(64));
        }
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(answer));
    }

    @Test
    void aCancelledRequestTouchesNothing(EventLoop loop) {
        List<CompletableFuture<MemorySegment>> answers = new ArrayList<>();
        byte[] target = new byte[1 << 10];
        for (int i = 0; i < 50; i++) {
            answers.add(loop.host().random(MemorySegment.ofArray(target)));
        }
        answers.forEach(answer -> answer.cancel(true));
        Await.until(loop, () -> loop.stats().requests().get("RANDOM").live() == 0);
        assertThat(answers).allMatch(CompletableFuture::isCancelled);
        assertThat(target).isEqualTo(new byte[1 << 10]);
    }

    @Test
    void closingTheLoopEndsRequests() {
        EventLoop loop = EventLoop.create();
        List<CompletableFuture<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(loop.host().random(1 << 16));
        }
        loop.close();
        assertThat(answers).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void badArgumentsAreRefused(EventLoop loop) {
        assertThatIllegalArgumentException().isThrownBy(() -> loop.host().random(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        loop.host().random(MemorySegment.ofArray(new byte[1]).asReadOnly()));
    }
}
