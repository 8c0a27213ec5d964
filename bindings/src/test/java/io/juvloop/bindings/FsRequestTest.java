package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// File requests: begun, answered, cancelled, reused, and everything given back.
class FsRequestTest {
    @TempDir
    Path directory;

    private final TestLoop loop = new TestLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    /// The outcome of one operation.
    private static final class Recorded implements FsRequest.Answer {
        private Long result;
        private boolean released;

        @Override
        public void onResult(FsRequest request, long ended) {
            assertThat(request.isBusy()).isTrue();
            result = ended;
        }

        @Override
        public void onReleased(FsRequest request) {
            assertThat(request.isBusy()).isFalse();
            released = true;
        }
    }

    private long result(Recorded recorded) {
        loop.runUntil(() -> recorded.released);
        return recorded.result;
    }

    private static byte[] name(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void oneRequestOpensReadsAndCloses() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "content");
        FsRequest request = new FsRequest(loop.uv());
        Recorded opened = new Recorded();
        FsPaths.open(request, opened, name(path), FsFlags.READ_ONLY, 0);
        int file = (int) result(opened);
        FsBuffers buffers = new FsBuffers(loop.uv());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(4);
            buffers.add(target);
            Recorded read = new Recorded();
            FsFiles.read(request, read, file, buffers, 3);
            assertThat(result(read)).isEqualTo(4);
            assertThat(target.toArray(ValueLayout.JAVA_BYTE)).isEqualTo("tent".getBytes(StandardCharsets.UTF_8));
        }
        Recorded closed = new Recorded();
        FsFiles.close(request, closed, file);
        assertThat(result(closed)).isZero();
    }

    @Test
    void aRequestInUseIsRefused() {
        FsRequest request = new FsRequest(loop.uv());
        Recorded first = new Recorded();
        FsPaths.stat(request, first, name(directory));
        assertThatThrownBy(() -> FsPaths.stat(request, new Recorded(), name(directory)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the request is in use");
        assertThat(result(first)).isZero();
    }

    @Test
    void whatLibuvRefusesIsGivenBack() {
        FsRequest request = new FsRequest(loop.uv());
        FsBuffers none = new FsBuffers(loop.uv());
        assertThatThrownBy(() -> FsFiles.read(request, new Recorded(), 0, none, 0))
                .isInstanceOf(UvFailure.class)
                .hasMessageContaining("EINVAL");
        assertThat(request.isBusy()).isFalse();
        assertThat(loop.uv().bytesInUse()).isZero();
    }

    /// The threads decide which of many requests they have not begun, so it is tried repeatedly.
    @Test
    void whatNoThreadHasBegunIsCancelled() {
        boolean cancelled = false;
        for (int round = 0; round < 200 && !cancelled; round++) {
            List<FsRequest> requests = new ArrayList<>();
            List<Recorded> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                requests.add(new FsRequest(loop.uv()));
                answers.add(new Recorded());
                FsPaths.scandir(requests.get(i), answers.get(i), name(Path.of("/")));
            }
            requests.reversed().forEach(FsRequest::cancel);
            loop.runUntil(() -> answers.stream().allMatch(answer -> answer.released));
            cancelled = answers.stream().anyMatch(answer -> answer.result == UvErrors.ECANCELED);
        }
        assertThat(cancelled).isTrue();
    }

    @Test
    void closingIsNotCancelled() throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        for (int i = 0; i < 100; i++) {
            FsRequest request = new FsRequest(loop.uv());
            Recorded opened = new Recorded();
            FsPaths.open(request, opened, name(path), FsFlags.READ_ONLY, 0);
            int file = (int) result(opened);
            Recorded closed = new Recorded();
            FsFiles.close(request, closed, file);
            request.cancel();
            assertThat(result(closed)).isZero();
        }
    }
}
